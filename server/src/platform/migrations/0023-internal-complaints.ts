import type { Migration } from '../migrate.ts';

/** What first-contact owners put on record about departments that do not help. */
export const internalComplaints: Migration = {
  version: 23,
  name: 'internal-complaints',
  sql: /* sql */ `
create table internal_complaint (
  org_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  unit_id uuid not null,                      -- the department
  person_id uuid,                             -- or somebody of it
  facts text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  obligation_id uuid not null,                -- the answer, owed by the responsible manager
  answer text,
  answered_at timestamptz,
  primary key (org_id, id)
);
create index internal_complaint_by_recorder on internal_complaint (org_id, recorded_by, recorded_at);
create index internal_complaint_by_obligation on internal_complaint (org_id, obligation_id);
`,
};
