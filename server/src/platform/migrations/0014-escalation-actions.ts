import type { Migration } from '../migrate.ts';

/** What steps of escalations are to do, written with their event and carried out once. */
export const escalationActions: Migration = {
  version: 14,
  name: 'escalation-actions',
  sql: /* sql */ `
create table escalation_action (
  org_id int not null,
  id uuid not null,
  event_id uuid not null,                     -- the escalation
  obligation_id uuid not null,
  ticket_id uuid not null,
  told uuid[] not null,
  actions jsonb not null,
  at timestamptz not null,
  done_at timestamptz,
  primary key (org_id, id)
);
create index escalation_action_waiting on escalation_action (org_id, at) where done_at is null;
`,
};
