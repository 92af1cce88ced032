import type { CustomerBody } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { requirePermission } from '../people/viewer.ts';
import { conflict, type Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { checkOrganisations, insertAffiliations } from './affiliations.ts';
import { checkTier } from './check-tier.ts';
import { checkContacts, insertContacts } from './contacts.ts';
import type { CustomerRow } from './fields.ts';
import { insertCustomer } from './insert-customer.ts';
import { customersWhere } from './policy.ts';

/** Records a customer. Throws `Refusal` (409) when a mail address or the reference belongs to somebody else. */
export async function createCustomer(
  tx: Tx,
  context: Context,
  input: z.output<typeof CustomerBody>,
): Promise<CustomerRow> {
  requirePermission(context, 'customer.write');
  const contacts = checkContacts(context, input.contacts ?? []);
  const organisations = await checkOrganisations(tx, context, input.kind, input.organisation_ids ?? []);
  checkTier(context, input.tier);
  const customer = await insertCustomer(tx, context, input);
  if (!customer) throw await referenceTaken(tx, context, input.external_ref);
  await insertContacts(tx, context, customer.id, contacts);
  await insertAffiliations(
    tx,
    context,
    organisations.map((organisation_id) => ({ person_id: customer.id, organisation_id, role: null })),
  );
  await appendEvent(tx, context, {
    kind: 'customer.created',
    subject: { kind: 'customer', id: customer.id },
    data: { kind: customer.kind, language: customer.language, tier: customer.tier, organisations },
    payload: {
      name: customer.name,
      time_zone: customer.time_zone,
      notes: customer.notes,
      external_ref: customer.external_ref,
      contacts: contacts.map(({ kind, value, primary }) => ({ kind, value, primary })),
    },
  });
  return customer;
}

/** The refusal of a reference that another customer has; that one stands in `current` if the viewer may see it. */
export async function referenceTaken(
  tx: Tx,
  context: Context,
  reference: string | null | undefined,
): Promise<Refusal> {
  const holder = await tx
    .selectFrom('customer as c')
    .select(['c.id', 'c.name'])
    .where('c.org_id', '=', context.org)
    .where('c.external_ref', '=', reference ?? '')
    .where(customersWhere(context))
    .executeTakeFirst();
  return conflict('external_ref_taken', { current: holder ?? null });
}
