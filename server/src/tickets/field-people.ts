import type { Context } from '../context.ts';
import { requireActiveUser } from '../people/find-people.ts';
import type { Tx } from '../tables.ts';

/** Refuses a custom field of type person that names nobody who works here; whom it named before may stay. */
export async function requireFieldPeople(
  tx: Tx,
  context: Context,
  given: Record<string, unknown>,
  before: Record<string, unknown>,
): Promise<void> {
  for (const [key, value] of Object.entries(given)) {
    const isPerson = context.configuration.get('fields', key)?.type === 'person';
    if (isPerson && typeof value === 'string' && value !== before[key])
      await requireActiveUser(tx, context, value, `fields.${key}`);
  }
}
