// long: the first schema in one piece, so that it can be read in one sitting
import type { Migration } from '../migrate.ts';

/**
 * Every key includes `org_id`; ids are UUIDv7 made by the application; times come from the injected clock, so no
 * column has a `now()` default. Nothing cascades: deletes are explicit.
 */
export const core: Migration = {
  version: 1,
  name: 'core',
  sql: /* sql */ `
-- ── the organisation and its configuration store ──────────────────────────────────────────────────────────────────
create table organisation (
  org_id smallint primary key,
  name text not null,
  created_at timestamptz not null,
  config_revision bigint not null default 1,
  secret_check text                           -- tells a node that it was started with another secret
);
create table config_entry (
  org_id smallint not null,
  section text not null,
  key text not null,
  origin text not null,                       -- 'local', or 'pack:<key>'
  version text not null,
  value jsonb not null,                       -- of a local entry: each top-level key replaces the pack's
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (org_id, section, key, origin)
);

-- ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────
create table unit (
  org_id smallint not null,
  id uuid not null,
  name jsonb not null,
  parent_id uuid,
  head_id uuid,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, parent_id) references unit (org_id, id)
);
create table user_account (
  org_id smallint not null,
  id uuid not null,
  email text not null,
  name text not null,
  language text not null,
  time_zone text not null,
  password_hash text,
  reports_to_id uuid,
  state text not null check (state in ('invited', 'active', 'deactivated')),
  created_at timestamptz not null,
  deactivated_at timestamptz,
  successor_id uuid,                          -- of a leaver: to whom work goes that still arrives for them
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, reports_to_id) references user_account (org_id, id),
  foreign key (org_id, successor_id) references user_account (org_id, id)
);
create unique index user_account_email on user_account (org_id, email);
alter table unit add foreign key (org_id, head_id) references user_account (org_id, id);
create table team (
  org_id smallint not null,
  id uuid not null,
  unit_id uuid not null,
  name jsonb not null,
  lead_id uuid,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, unit_id) references unit (org_id, id),
  foreign key (org_id, lead_id) references user_account (org_id, id)
);
create table team_member (
  org_id smallint not null,
  team_id uuid not null,
  user_id uuid not null,
  primary key (org_id, team_id, user_id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create index team_member_user on team_member (org_id, user_id);
create table role_grant (
  org_id smallint not null,
  user_id uuid not null,
  role_key text not null,
  unit_id uuid not null,
  primary key (org_id, user_id, role_key, unit_id),
  foreign key (org_id, user_id) references user_account (org_id, id),
  foreign key (org_id, unit_id) references unit (org_id, id)
);
create table session (
  org_id smallint not null,
  id uuid not null,
  token_hash bytea not null,                  -- SHA-256 of the random token in the cookie
  user_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  user_agent text not null,
  address text not null,
  primary key (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create unique index session_token on session (org_id, token_hash);
create index session_by_user on session (org_id, user_id);
create table sign_in_failure (                 -- for every address that was tried, known or not: both are locked alike
  org_id smallint not null,
  address_digest text not null,               -- keyed: what strangers typed is not to be read here
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  primary key (org_id, address_digest)
);
create index sign_in_failure_age on sign_in_failure (org_id, last_at);
create table password_reset (
  org_id smallint not null,
  id uuid not null,
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create unique index password_reset_token on password_reset (org_id, token_hash);
create index password_reset_by_user on password_reset (org_id, user_id) where used_at is null;
create table api_key (
  org_id smallint not null,
  id uuid not null,
  token_hash bytea not null,
  prefix text not null,
  name text not null,
  user_id uuid not null,
  scopes text[] not null,
  created_at timestamptz not null,
  created_by uuid,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create unique index api_key_token on api_key (org_id, token_hash);
create index api_key_by_user on api_key (org_id, user_id);

-- What a text is found by, wherever in it one looks: every two characters that stand together, and every single one
-- from the scripts without spaces between words. An index on it answers for Chinese names as for parts of mail addresses.
create function grams(value text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  letters constant text[] := string_to_array(value, null);
  found text[] := '{}';
begin
  for at in 1 .. cardinality(letters) loop
    if at > 1 then found := found || (letters[at - 1] || letters[at]); end if;
    if ascii(letters[at]) >= 11904 then found := found || letters[at]; end if;
  end loop;
  return found;
end
$$;

-- ── customers ─────────────────────────────────────────────────────────────────────────────────────────────────────
create table customer (
  org_id smallint not null,
  id uuid not null,
  kind text not null check (kind in ('person', 'organisation')),
  name text not null,
  name_folded text not null,                  -- for finding: lower case, without accents
  language text,
  time_zone text,
  notes text not null default '',
  external_ref text,
  merged_into_id uuid,                        -- a pointer, not a move: undoing a merge clears it
  created_at timestamptz not null,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, merged_into_id) references customer (org_id, id)
);
create index customer_name on customer (org_id, name_folded);
create index customer_name_grams on customer using gin (grams(name_folded));
create index customer_merged on customer (org_id, merged_into_id) where merged_into_id is not null;
create unique index customer_external_ref on customer (org_id, external_ref) where external_ref is not null;
create table customer_contact (
  org_id smallint not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('email', 'phone')),
  value text not null,                        -- as given
  normalised text not null,                   -- lower-case mail address; E.164 phone
  last4 text,                                 -- of a phone
  is_primary boolean not null,
  primary key (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create unique index customer_contact_email on customer_contact (org_id, normalised) where kind = 'email';
create unique index customer_contact_once on customer_contact (org_id, customer_id, kind, normalised);
create index customer_contact_phone on customer_contact (org_id, normalised) where kind = 'phone';
create index customer_contact_last4 on customer_contact (org_id, last4) where kind = 'phone';
create index customer_contact_email_grams on customer_contact using gin (grams(normalised)) where kind = 'email';
create table customer_affiliation (
  org_id smallint not null,
  person_id uuid not null,
  organisation_id uuid not null,
  role text,
  primary key (org_id, person_id, organisation_id),
  foreign key (org_id, person_id) references customer (org_id, id),
  foreign key (org_id, organisation_id) references customer (org_id, id)
);
create index customer_affiliation_organisation on customer_affiliation (org_id, organisation_id);
create table customer_merge (
  org_id smallint not null,
  id uuid not null,
  source_id uuid not null,
  target_id uuid not null,
  merged_at timestamptz not null,
  merged_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (org_id, id),
  foreign key (org_id, source_id) references customer (org_id, id),
  foreign key (org_id, target_id) references customer (org_id, id)
);
create unique index customer_merge_in_force on customer_merge (org_id, source_id) where undone_at is null;

-- ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────
create table stored_file (
  org_id smallint not null,
  id uuid not null,
  sha256 text not null,                       -- names the content in the file store
  size bigint not null,
  media_type text not null,                   -- by content, not by what the sender says
  name text not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (org_id, id)
);

-- ── tickets ───────────────────────────────────────────────────────────────────────────────────────────────────────
create sequence ticket_number;
create table ticket (
  org_id smallint not null,
  id uuid not null,
  number bigint not null,
  subject text not null,
  type_key text not null,
  category_key text,
  status_key text not null,
  status_category text not null check (status_category in ('new', 'open', 'waiting_for_customer', 'on_hold', 'resolved', 'closed')),
  importance text not null,
  urgency text not null,
  priority text not null,
  channel text not null,
  phase text,
  tags text[] not null default '{}',
  fields jsonb not null default '{}',
  language text not null,
  unit_id uuid not null,
  team_id uuid not null,
  assignee_id uuid,
  first_contact_owner_id uuid,
  customer_id uuid not null,
  confidential boolean not null default false,
  merged_into_id uuid,
  snoozed_until timestamptz,
  external_number text,
  excerpt text not null,
  policy_version text not null,
  opened_at timestamptz not null,
  last_activity_at timestamptz not null,
  resolved_at timestamptz,
  closed_at timestamptz,
  customer_confirmed_at timestamptz,
  next_due_at timestamptz,
  next_due_kind text,
  overdue boolean not null default false,
  provisional jsonb,                          -- status as it would be without merged-in threads, and what was decided since
  version int not null default 1,             -- of the editable fields: the ETag
  primary key (org_id, id),
  foreign key (org_id, unit_id) references unit (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id),
  foreign key (org_id, assignee_id) references user_account (org_id, id),
  foreign key (org_id, first_contact_owner_id) references user_account (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, merged_into_id) references ticket (org_id, id)
) with (fillfactor = 85);
create unique index ticket_by_number on ticket (org_id, number);
create index ticket_by_activity on ticket (org_id, last_activity_at desc, id desc);
create index ticket_by_assignee on ticket (org_id, assignee_id) where status_category <> 'closed';
create index ticket_by_first_contact_owner on ticket (org_id, first_contact_owner_id) where status_category <> 'closed';
create index ticket_by_team on ticket (org_id, team_id) where status_category <> 'closed';
create index ticket_by_customer on ticket (org_id, customer_id);
create index ticket_snoozed on ticket (org_id, snoozed_until) where snoozed_until is not null;
create index ticket_merged on ticket (org_id, merged_into_id) where merged_into_id is not null;
create unique index ticket_external_number on ticket (org_id, external_number) where external_number is not null;
create table message (
  org_id smallint not null,
  id uuid not null,
  ticket_id uuid not null,                    -- the thread it came on; a merge does not move it
  kind text not null check (kind in ('incoming', 'reply', 'note')),
  channel text not null,
  author_kind text not null check (author_kind in ('user', 'customer', 'partner', 'system')),
  author_id uuid,
  author_name text not null,
  body text not null,
  at timestamptz not null,
  mentions uuid[] not null default '{}',
  consultation_id uuid,
  split_from_id uuid,                         -- the message that this one is a copy of
  split_to_ticket_id uuid,                    -- the ticket that was split off from this message
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id)
);
create index message_by_ticket on message (org_id, ticket_id, at, id);
create table message_attachment (
  org_id smallint not null,
  message_id uuid not null,
  file_id uuid not null,
  primary key (org_id, message_id, file_id),
  foreign key (org_id, message_id) references message (org_id, id),
  foreign key (org_id, file_id) references stored_file (org_id, id)
);
create index message_attachment_file on message_attachment (org_id, file_id);
create table draft (
  org_id smallint not null,
  ticket_id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  body text not null,
  attachments uuid[] not null default '{}',
  saved_at timestamptz not null,
  primary key (org_id, ticket_id, user_id, kind),
  foreign key (org_id, ticket_id) references ticket (org_id, id)
);
create table ticket_watcher (
  org_id smallint not null,
  ticket_id uuid not null,
  user_id uuid not null,
  primary key (org_id, ticket_id, user_id),
  foreign key (org_id, ticket_id) references ticket (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create index ticket_watcher_user on ticket_watcher (org_id, user_id);
create table ticket_participant (
  org_id smallint not null,
  ticket_id uuid not null,
  customer_id uuid not null,
  primary key (org_id, ticket_id, customer_id),
  foreign key (org_id, ticket_id) references ticket (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id)
);
create index ticket_participant_customer on ticket_participant (org_id, customer_id);
create table ticket_link (
  org_id smallint not null,
  from_id uuid not null,                      -- the child, the affected one, or either of two related
  kind text not null check (kind in ('related', 'child_of', 'incident_of')),
  to_id uuid not null,                        -- the parent, the master
  created_at timestamptz not null,
  primary key (org_id, from_id, kind, to_id),
  foreign key (org_id, from_id) references ticket (org_id, id),
  foreign key (org_id, to_id) references ticket (org_id, id)
);
create index ticket_link_to on ticket_link (org_id, to_id);
create table ticket_merge (
  org_id smallint not null,
  id uuid not null,
  source_id uuid not null,
  target_id uuid not null,
  event_id uuid not null,
  merged_at timestamptz not null,
  merged_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (org_id, id),
  foreign key (org_id, source_id) references ticket (org_id, id),
  foreign key (org_id, target_id) references ticket (org_id, id)
);
create unique index ticket_merge_in_force on ticket_merge (org_id, source_id) where undone_at is null;
create index ticket_merge_target on ticket_merge (org_id, target_id) where undone_at is null;
create table task (
  org_id smallint not null,
  id uuid not null,
  ticket_id uuid not null,
  title text not null,
  assignee_id uuid,
  due_at timestamptz,
  done_at timestamptz,
  done_by uuid,
  created_at timestamptz not null,
  created_by uuid,
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id),
  foreign key (org_id, assignee_id) references user_account (org_id, id)
);
create index task_by_ticket on task (org_id, ticket_id);
create index task_by_assignee on task (org_id, assignee_id) where done_at is null;
create table consultation (
  org_id smallint not null,
  id uuid not null,
  ticket_id uuid not null,
  question text not null,
  asked_user_id uuid,
  partner_name text,
  partner_email text,
  asked_by uuid not null,
  asked_at timestamptz not null,
  state text not null check (state in ('open', 'answered', 'withdrawn')),
  answered_at timestamptz,
  answer_message_id uuid,
  obligation_id uuid,
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id),
  foreign key (org_id, asked_user_id) references user_account (org_id, id)
);
create index consultation_by_ticket on consultation (org_id, ticket_id);
create index consultation_asked on consultation (org_id, asked_user_id) where state <> 'withdrawn';
create table private_link (
  org_id smallint not null,
  id uuid not null,                           -- the token is this id with a keyed digest: nothing secret is stored
  kind text not null check (kind in ('customer', 'consultation')),
  ticket_id uuid not null,
  customer_id uuid,
  consultation_id uuid,
  created_at timestamptz not null,
  created_by uuid,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id),
  foreign key (org_id, customer_id) references customer (org_id, id),
  foreign key (org_id, consultation_id) references consultation (org_id, id)
);
create index private_link_ticket on private_link (org_id, ticket_id, customer_id);
create table saved_view (
  org_id smallint not null,
  id uuid not null,
  name text not null,
  owner_id uuid not null,
  scope text not null check (scope in ('private', 'team', 'all')),
  team_id uuid,
  condition jsonb not null,
  sort text not null,
  created_at timestamptz not null,
  primary key (org_id, id),
  foreign key (org_id, owner_id) references user_account (org_id, id),
  foreign key (org_id, team_id) references team (org_id, id)
);
create table read_log (                        -- who opened a confidential record
  org_id smallint not null,
  id uuid not null,
  user_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  at timestamptz not null,
  primary key (org_id, id)
);
create index read_log_subject on read_log (org_id, subject_kind, subject_id, at);

-- ── obligations ───────────────────────────────────────────────────────────────────────────────────────────────────
create table obligation (
  org_id smallint not null,
  id uuid not null,
  kind text not null,                         -- key of its entry in the configuration store, or a built-in kind
  subject_kind text not null,
  subject_id uuid not null,
  ticket_id uuid,
  unit_id uuid not null,
  owner_user_id uuid,
  owner_team_id uuid,
  opened_by uuid not null,                    -- the event
  opened_at timestamptz not null,
  state text not null check (state in ('open', 'paused', 'done', 'waived', 'cancelled')),
  outcome text check (outcome in ('kept', 'late', 'missed')),
  clock jsonb not null,                       -- start, target, pauses, warnings, escalations: what the arithmetic works on
  due_at timestamptz,                         -- null while paused
  next_at timestamptz,                        -- next warning, due or escalation moment
  done_at timestamptz,
  towards_customer boolean not null,
  clause text,
  policy_version text not null,
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id),
  foreign key (org_id, owner_user_id) references user_account (org_id, id),
  foreign key (org_id, owner_team_id) references team (org_id, id)
) with (fillfactor = 80);
create index obligation_next on obligation (next_at) where next_at is not null;
create index obligation_by_ticket on obligation (org_id, ticket_id) where ticket_id is not null;
create index obligation_by_user on obligation (org_id, owner_user_id, due_at) where state in ('open', 'paused');
create index obligation_by_team on obligation (org_id, owner_team_id, due_at) where state in ('open', 'paused');
create table obligation_step (                 -- insert-only
  org_id smallint not null,
  obligation_id uuid not null,
  seq int not null,
  kind text not null,
  at timestamptz not null,
  event_id uuid not null,
  detail jsonb not null,
  primary key (org_id, obligation_id, seq),
  foreign key (org_id, obligation_id) references obligation (org_id, id)
);

-- ── the event ledger ──────────────────────────────────────────────────────────────────────────────────────────────
create sequence event_seq;
create table event (                           -- insert-only but for position and hash, which the sequencer gives once
  org_id smallint not null,
  id uuid not null,
  seq bigint not null default nextval('event_seq'), -- order of appending: a cause stands before what it led to
  kind text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  subject_kind text not null,
  subject_id uuid not null,
  ticket_id uuid,
  data jsonb not null,                        -- ids, choices, digests; never free text or personal data
  payload_digest bytea,                       -- salted SHA-256 of the payload
  policy_version text,
  request_id text,
  position bigint,                            -- gap-free in order of sequencing
  hash bytea,                                 -- SHA-256 over the previous hash and this event
  primary key (org_id, id)
) with (fillfactor = 70);
create unique index event_position on event (org_id, position) where position is not null;
create index event_unsequenced on event (org_id, seq) where position is null;
create index event_by_ticket on event (org_id, ticket_id, at) where ticket_id is not null;
create index event_by_subject on event (org_id, subject_id) where ticket_id is null;
create table event_payload (                   -- free text and personal data, erasable without breaking the chain
  org_id smallint not null,
  event_id uuid not null,
  salt bytea not null,
  body jsonb,
  erased_at timestamptz,
  primary key (org_id, event_id),
  foreign key (org_id, event_id) references event (org_id, id)
);
create table ledger_head (
  org_id smallint primary key,
  position bigint not null,
  hash bytea not null
);
create table ledger_reader (                   -- how far each reader of the ledger has come
  org_id smallint not null,
  name text not null,
  position bigint not null,
  primary key (org_id, name)
);

-- ── what leaves the house ─────────────────────────────────────────────────────────────────────────────────────────
create table outbox (
  org_id smallint not null,
  id uuid not null,
  kind text not null,
  recipient_address text not null,
  recipient_name text,
  customer_id uuid,
  user_id uuid,
  ticket_id uuid,
  message_id uuid,
  event_id uuid,
  subject text not null,
  body text not null,
  state text not null check (state in ('queued', 'attempting', 'sent', 'failed', 'unknown')),
  created_at timestamptz not null,
  attempted_at timestamptz,
  sent_at timestamptz,
  error text,
  primary key (org_id, id)
);
create index outbox_newest on outbox (org_id, created_at desc, id desc);
create index outbox_waiting on outbox (org_id, created_at) where state = 'queued';
create index outbox_by_ticket on outbox (org_id, ticket_id) where ticket_id is not null;
create table webhook (
  org_id smallint not null,
  id uuid not null,
  url text not null,
  secret text not null,                       -- encrypted with the key for secrets at rest
  events text[] not null,
  description text not null,
  active boolean not null,
  confidential boolean not null,              -- whoever saved it may see every confidential ticket
  created_at timestamptz not null,
  created_by uuid not null,
  deleted_at timestamptz,
  primary key (org_id, id)
);
create table webhook_delivery (
  org_id smallint not null,
  id uuid not null,
  webhook_id uuid not null,
  event_id uuid not null,
  position bigint not null,
  kind text not null,
  state text not null check (state in ('queued', 'attempting', 'delivered', 'failed')),
  attempts int not null default 0,
  next_at timestamptz,
  status int,
  error text,
  last_at timestamptz,
  duration_ms int,
  primary key (org_id, id),
  foreign key (org_id, webhook_id) references webhook (org_id, id)
);
create unique index webhook_delivery_once on webhook_delivery (org_id, webhook_id, position);
create index webhook_delivery_due on webhook_delivery (org_id, webhook_id, next_at) where state in ('queued', 'attempting');
create index webhook_delivery_done on webhook_delivery (org_id, last_at) where state in ('delivered', 'failed');
create table notification (
  org_id smallint not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  ticket_id uuid,
  obligation_id uuid,
  event_id uuid not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create index notification_by_user on notification (org_id, user_id, at desc);
create index notification_by_event on notification (org_id, event_id);

-- ── repeated requests ─────────────────────────────────────────────────────────────────────────────────────────────
create table idempotency_key (
  org_id smallint not null,
  owner text not null,
  route text not null,
  key text not null,
  request_hash bytea not null,
  status int not null,
  response text not null,                     -- sealed with the key for secrets at rest
  etag text,
  created_at timestamptz not null,
  primary key (org_id, owner, route, key)
);
create index idempotency_key_age on idempotency_key (org_id, created_at);
`,
};
