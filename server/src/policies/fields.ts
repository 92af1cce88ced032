import { policyFieldNames } from '@shouwen/api';
import type { Field, FieldSet } from '@shouwen/conditions';
import type { Configuration } from '../configuration/configuration.ts';
import { type TicketRecord, ticketFields } from '../tickets/fields.ts';

/** The columns of a ticket that decide which policy it falls under. */
export const decisive = [
  'type_key',
  'category_key',
  'importance',
  'urgency',
  'priority',
  'channel',
  'phase',
  'language',
  'tags',
  'unit_id',
  'team_id',
  'customer_id',
  'customer_tier',
  'confidential',
  'fields',
] as const;
export type PolicyFacts = Pick<TicketRecord, (typeof decisive)[number]>;

/** The fields that a policy's condition may ask about. */
export function policyFields(configuration: Configuration): FieldSet<PolicyFacts> {
  const all = ticketFields(configuration);
  const chosen = [...policyFieldNames, 'fields.*'].map((name) => [name, all[name]] as const);
  // each of these reads nothing but a decisive column
  return Object.fromEntries(chosen) as Record<string, Field<PolicyFacts>>;
}
