import type { Migration } from '../migrate.ts';

/**
 * What operating figures are worked out from: facts about tickets, projected from the ledger by a reader with a stored
 * cursor and made anew by `figures rebuild` (`docs/develop/figures.md`). Nothing else writes them, and nobody else needs them.
 */
export const figures: Migration = {
  version: 11,
  name: 'figures',
  sql: /* sql */ `
create table figure_fact (                     -- what happened to a ticket and counts
  org_id smallint not null,
  ticket_id uuid not null,
  kind text not null check (kind in ('received', 'first_answer', 'reply', 'solution')),
  n int not null,                             -- of its kind, from 1
  event_id uuid not null,
  at timestamptz not null,
  team_id uuid not null,                      -- the team that had the ticket then
  user_id uuid,                               -- received: first-contact owner; the others: who did it
  elapsed_ms bigint,                          -- from receipt; of a solution without the time that it spent solved before
  counted_ms bigint,                          -- what the obligation consumed for it: opening time only where its target counts that
  undone_at timestamptz,                      -- of a solution: when the ticket was opened again
  primary key (org_id, ticket_id, kind, n),
  foreign key (org_id, ticket_id) references ticket (org_id, id)
);
create index figure_fact_period on figure_fact (org_id, kind, at);
create table figure_span (                     -- while a ticket was unfinished, and with whom
  org_id smallint not null,
  ticket_id uuid not null,
  n int not null,
  from_at timestamptz not null,
  to_at timestamptz,                          -- not included; null while it lasts
  team_id uuid not null,
  user_id uuid,
  primary key (org_id, ticket_id, n),
  foreign key (org_id, ticket_id) references ticket (org_id, id)
);
create index figure_span_lasting on figure_span (org_id, from_at) where to_at is null;
create index figure_span_over on figure_span (org_id, to_at, from_at) where to_at is not null;
create table figure_duty (                     -- how what was owed on a ticket went
  org_id smallint not null,
  ticket_id uuid not null,
  obligation_id uuid not null,
  kind text not null,
  team_id uuid not null,
  user_id uuid,
  due_at timestamptz,                         -- null while paused
  done_at timestamptz,
  state text not null check (state in ('open', 'paused', 'done', 'waived', 'cancelled')),
  outcome text check (outcome in ('kept', 'late', 'missed')),
  primary key (org_id, ticket_id, obligation_id),
  foreign key (org_id, ticket_id) references ticket (org_id, id)
);
create index figure_duty_due on figure_duty (org_id, due_at) where due_at is not null;
`,
};
