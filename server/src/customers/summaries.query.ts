import type { CustomerSummary } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { affiliatedWith } from './affiliations.query.ts';
import { primaryContact, unionsOf } from './customer-union.query.ts';

export type Summary = z.output<typeof CustomerSummary>;

/** Rows for lists, by id: name, primary mail address and phone, first organisation. */
export async function summariesOf(
  tx: Tx,
  context: Context,
  ids: readonly string[],
): Promise<Map<string, Summary>> {
  if (ids.length === 0) return new Map();
  const customers = await tx
    .selectFrom('customer')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', 'in', [...ids])
    .execute();
  const unions = await unionsOf(tx, context, customers);
  const persons = [...unions.values()].filter(({ customer }) => customer.kind === 'person');
  const organisations = await affiliatedWith(tx, context, persons);
  return new Map(
    [...unions.values()].map((union) => {
      const { id, kind, name, language, created_at } = union.customer;
      return [
        id,
        {
          id,
          kind,
          name,
          language,
          created_at: created_at.toISOString(),
          email: primaryContact(union, 'email')?.value ?? null,
          phone: primaryContact(union, 'phone')?.value ?? null,
          organisation: organisations.get(id)?.[0]?.name ?? null,
        },
      ];
    }),
  );
}
