import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type pg from 'pg';

// Each connection keeps what it has prepared: statements come from code and from views, and views are endless.
const mostStatements = 600;
const longest = 20_000; // characters; longer texts are lists of rows, never the same twice

/** The names of the statements that the connections of a pool have prepared, by their texts. */
export type StatementNames = Map<string, string>;

/** A stable name for a statement with parameters; undefined for one that is not worth preparing. */
function nameOf(names: StatementNames, text: string): string | undefined {
  const known = names.get(text);
  if (known || text.length > longest || names.size >= mostStatements) return known;
  const name = `s${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/**
 * Begins a statement that is planned once for all values. PostgreSQL compares what a plan for any values would cost with one for
 * these values, and plans a long statement anew each time when it guesses wrong: planning then takes ten times as long as carrying it
 * out. For statements whose best plan is the same whatever is asked.
 */
export const plannedOnce = '/* planned once */ ';

/**
 * Makes a client prepare statements with parameters the first time it sees them, so that PostgreSQL parses and plans
 * them once: most of the time of a short query goes there.
 */
export function prepareStatements(client: pg.ClientBase, names: StatementNames): void {
  const send = client.query.bind(client) as (...args: unknown[]) => unknown;
  // in a transaction that has failed they are refused like everything else, and its end takes them back
  const ignored = () => undefined;
  const query = (...args: unknown[]): unknown => {
    const [text, values, ...rest] = args;
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0
        ? nameOf(names, text)
        : undefined;
    if (name === undefined) return send(...args);
    if (!(text as string).startsWith(plannedOnce)) return send({ name, text, values }, ...rest);
    send('set plan_cache_mode = force_generic_plan', ignored);
    const result = send({ name, text, values }, ...rest);
    send('reset plan_cache_mode', ignored);
    return result;
  };
  client.query = query as typeof client.query;
}

/** Makes a client write what is sent in one turn of the event loop in one piece: each write costs a system call. */
export function writeTogether(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  const send = client.query.bind(client) as (...args: unknown[]) => unknown;
  const query = (...args: unknown[]): unknown => {
    if (!stream.writableCorked) {
      stream.cork();
      process.nextTick(() => stream.uncork());
    }
    return send(...args);
  };
  client.query = query as typeof client.query;
}
