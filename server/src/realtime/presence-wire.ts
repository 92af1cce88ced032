import { z } from 'zod';

/** Somebody who looks at a ticket. */
export interface Looker {
  id: string;
  name: string;
  typing: boolean;
}

const Person = z.tuple([z.string(), z.string(), z.union([z.literal(0), z.literal(1)])]);
const Wire = z.object({
  /** the process that speaks */
  from: z.string(),
  /** everybody who looks at each of these tickets there now; with nobody, the last one has left */
  at: z.array(z.tuple([z.string(), z.array(Person)])).optional(),
  /** asks the others to say what they know: the speaker is new, or was not listening */
  hello: z.literal(true).optional(),
  /** the speaker ends, and nobody looks at anything there any more */
  bye: z.literal(true).optional(),
});
export type Wire = z.infer<typeof Wire>;

// A notification of PostgreSQL holds less than 8000 bytes.
const mostBytes = 7_500;
const mostPeople = 30;
const longestName = 40;

/** Who looks at some tickets, in as few messages as they fit in. */
export function encodeLookers(from: string, tickets: ReadonlyMap<string, readonly Looker[]>): string[] {
  const messages: string[] = [];
  let at: NonNullable<Wire['at']> = [];
  const text = (entries: typeof at) => JSON.stringify({ from, at: entries });
  for (const [ticket, lookers] of tickets) {
    const people = lookers
      .slice(0, mostPeople)
      .map(
        ({ id, name, typing }): z.infer<typeof Person> => [id, name.slice(0, longestName), typing ? 1 : 0],
      );
    const entry: (typeof at)[number] = [ticket, people];
    if (at.length > 0 && Buffer.byteLength(text([...at, entry])) > mostBytes) {
      messages.push(text(at));
      at = [];
    }
    at.push(entry);
  }
  return at.length > 0 ? [...messages, text(at)] : messages;
}

/** Reads a message of another process; null when it is none. */
export function decodeWire(payload: string): Wire | null {
  try {
    return Wire.parse(JSON.parse(payload));
  } catch {
    return null; // a process of another version speaks otherwise: what it says is passed over
  }
}

export const lookersIn = (people: z.infer<typeof Person>[]): Looker[] =>
  people.map(([id, name, typing]) => ({ id, name, typing: typing === 1 }));
