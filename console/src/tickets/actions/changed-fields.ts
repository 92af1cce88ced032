import type { FullTicket } from '../queries.ts';

const fields = [
  'subject',
  'status',
  'type',
  'category',
  'importance',
  'urgency',
  'phase',
  'tags',
  'fields',
  'language',
  'confidential',
] as const;
export type ChangedField = (typeof fields)[number] | 'assignee' | 'customer';

/** Which editable fields differ between two states of a ticket. */
export function changedFields(before: FullTicket, after: FullTicket): ChangedField[] {
  const found: ChangedField[] = fields.filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  if (before.assignee?.id !== after.assignee?.id) found.push('assignee');
  if (before.customer.id !== after.customer.id) found.push('customer');
  return found;
}
