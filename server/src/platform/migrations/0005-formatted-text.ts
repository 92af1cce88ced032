import type { Migration } from '../migrate.ts';

/** Messages and drafts may be formatted: see docs/decisions/0006-formatted-text.md. */
export const formattedText: Migration = {
  version: 5,
  name: 'formatted text',
  sql: /* sql */ `
alter table message add column html text;    -- cleaned; null where body says it all
alter table draft add column html text;
`,
};
