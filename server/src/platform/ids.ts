import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';

let counter = randomInt(2 ** 30);

/** A new UUIDv7 whose time part is `at`. Ids of one process sort in the order in which they were made, also within a millisecond. */
export function newId(at: Date): string {
  counter = (counter + 1) >>> 0;
  return v7({ msecs: at.getTime(), seq: counter });
}

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Whether a string is a UUID in canonical small letters. */
export function isId(value: string): boolean {
  return pattern.test(value);
}
