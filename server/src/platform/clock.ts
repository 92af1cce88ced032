/** Where the time comes from; given at composition, so that tests can drive it. */
export interface Clock {
  now(): Date;
}
export const systemClock: Clock = { now: () => new Date() };
