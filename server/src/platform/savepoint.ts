import { sql } from 'kysely';
import type { Tx } from '../tables.ts';
import { Refusal } from './errors.ts';

/**
 * Tries one part of a larger work inside its transaction: when the part is refused, what it did is taken back and the
 * rest goes on. Gives the part's result or the refusal; anything else that goes wrong ends the whole.
 */
export async function attempt<T>(tx: Tx, part: () => Promise<T>): Promise<T | Refusal> {
  await sql`savepoint part`.execute(tx);
  try {
    const result = await part();
    await sql`release savepoint part`.execute(tx);
    return result;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await sql`rollback to savepoint part`.execute(tx);
    await sql`release savepoint part`.execute(tx);
    return error;
  }
}
