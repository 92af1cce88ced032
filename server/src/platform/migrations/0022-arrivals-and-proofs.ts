import type { Migration } from '../migrate.ts';

/** Arrivals at the customer's, and what people give as proof of what they owed. */
export const arrivalsAndProofs: Migration = {
  version: 22,
  name: 'arrivals-and-proofs',
  sql: /* sql */ `
create table ticket_arrival (
  org_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  user_id uuid not null,                      -- who came
  at timestamptz not null,
  event_id uuid not null,                     -- what proves it: the record, or its last correction
  recorded_at timestamptz not null,
  recorded_by uuid,
  corrected_at timestamptz,
  void boolean not null default false,        -- nobody came: it was recorded by mistake
  primary key (org_id, id)
);
create index ticket_arrival_by_ticket on ticket_arrival (org_id, ticket_id);

create table obligation_proof (
  org_id int not null,
  obligation_id uuid not null,
  kind text not null,
  words text not null,
  answers jsonb not null,
  files uuid[] not null,
  message_id uuid,                            -- the note on the ticket that shows it
  event_id uuid not null,
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (org_id, obligation_id)
);
`,
};
