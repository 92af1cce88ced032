import type { Migration } from '../migrate.ts';

/** How much a customer's requests are promised; a ticket has its customer's tier at hand, for policies and lists. */
export const customerTier: Migration = {
  version: 15,
  name: 'customer-tier',
  sql: /* sql */ `
alter table customer add column tier text;
alter table ticket add column customer_tier text;
`,
};
