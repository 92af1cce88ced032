import type { Context } from '../context.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { CustomerRow } from './fields.ts';
import { foldName } from './normalise.ts';

export interface NewCustomer {
  kind: CustomerRow['kind'];
  name: string;
  language?: CustomerRow['language'] | undefined;
  time_zone?: string | null | undefined;
  notes?: string | undefined;
  external_ref?: string | null | undefined;
  tier?: string | null | undefined;
}

/** The row of a new customer. */
export function customerRow(context: Context, input: NewCustomer): CustomerRow {
  return {
    org_id: context.org,
    id: newId(context.now),
    kind: input.kind,
    name: input.name,
    name_folded: foldName(input.name),
    language: input.language ?? null,
    time_zone: input.time_zone ?? null,
    notes: input.notes ?? '',
    external_ref: input.external_ref ?? null,
    tier: input.tier ?? null,
    merged_into_id: null,
    created_at: context.now,
    version: 1,
  };
}

/** Writes the row of a new customer; null when its reference belongs to another one. */
export async function insertCustomer(
  tx: Tx,
  context: Context,
  input: NewCustomer,
): Promise<CustomerRow | null> {
  const row = await tx
    .insertInto('customer')
    .values(customerRow(context, input))
    .onConflict((clash) => clash.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}
