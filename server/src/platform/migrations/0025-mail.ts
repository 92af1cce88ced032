import type { Migration } from '../migrate.ts';

/**
 * Mailboxes, the journal of mail that came in, and what the outbox needs to send. What stood queued before has no
 * `next_at`: it is held until a person lets it go, for nobody expects it any more.
 */
export const mail: Migration = {
  version: 25,
  name: 'mail',
  sql: /* sql */ `
create table mailbox (
  org_id smallint not null,
  id uuid not null,
  address text not null,                      -- lower-case
  aliases text[] not null default '{}',       -- other addresses that lead here, lower-case
  name text not null,                         -- as the sender's name
  language text,
  team_id uuid,
  ticket_type text,
  signature text not null default '',         -- HTML
  calendar text,                              -- key of the calendar whose hours are published
  acknowledge boolean not null,
  catch_all boolean not null,                 -- takes what is addressed to nobody known
  same_mail text not null check (same_mail in ('one_ticket', 'linked_tickets')),
  receive jsonb not null,                     -- the way in, without secrets
  receive_secret text,                        -- encrypted with the key for secrets at rest, like the next two
  send jsonb not null,                        -- the way out
  send_secret text,
  dkim jsonb,
  dkim_secret text,
  filters jsonb not null default '[]',
  active boolean not null,
  version int not null default 1,
  created_at timestamptz not null,
  created_by uuid,
  deleted_at timestamptz,
  primary key (org_id, id)
);
create unique index mailbox_address on mailbox (org_id, address) where deleted_at is null;
create unique index mailbox_catch_all on mailbox (org_id) where catch_all and deleted_at is null;
create table mailbox_fetch (
  org_id smallint not null,
  mailbox_id uuid not null,
  folder text not null,
  uid_validity bigint,
  last_uid bigint,                            -- the last that was taken in, or passed over
  new_from bigint,                            -- what stood there before and was read is passed over
  looked_at timestamptz,
  error text,
  error_at timestamptz,
  primary key (org_id, mailbox_id, folder)
);
create table mail_in (
  org_id smallint not null,
  id uuid not null,
  source text not null check (source in ('smtp', 'http', 'imap', 'import')),
  mailbox_id uuid,                            -- where it was fetched, or the first that it is addressed to
  mailboxes uuid[] not null default '{}',     -- all of ours that it was for
  envelope_from text,
  envelope_to text[] not null,
  raw_sha256 text not null,                   -- the raw mail in the file store
  size int not null,
  received_at timestamptz not null,
  state text not null check (state in ('pending', 'done', 'quarantined')),
  begun int not null default 0,               -- how often processing has begun: a kill leaves it without an error
  attempts int not null default 0,            -- how often it has failed
  next_at timestamptz,                        -- while pending
  error text,
  mail_id text,                               -- Message-ID without < >, when it has one
  digest text,                                -- of what the sender wrote
  from_address text,
  from_name text,
  subject text,
  sent_at timestamptz,
  verdict text,
  reason jsonb,                               -- key and parameters of the sentence
  ticket_id uuid,
  message_id uuid,                            -- the message that it became
  duplicate_of uuid,
  processed_at timestamptz,
  primary key (org_id, id)
);
create index mail_in_newest on mail_in (org_id, received_at desc, id desc);
create index mail_in_pending on mail_in (org_id, next_at) where state = 'pending';
create index mail_in_by_mail_id on mail_in (org_id, mail_id) where mail_id is not null;
create index mail_in_by_digest on mail_in (org_id, digest) where digest is not null;
create index mail_in_by_raw on mail_in (org_id, raw_sha256);
create index mail_in_by_ticket on mail_in (org_id, ticket_id) where ticket_id is not null;
create index mail_in_by_message on mail_in (org_id, message_id) where message_id is not null;
create table mail_block (
  org_id smallint not null,
  id uuid not null,
  pattern text not null,                      -- an address, or @ and a domain; lower-case
  note text not null,
  created_at timestamptz not null,
  created_by uuid,
  primary key (org_id, id)
);
create unique index mail_block_pattern on mail_block (org_id, pattern);
create table mail_bounced (
  org_id smallint not null,
  address text not null,                      -- lower-case
  permanent boolean not null,
  status text,
  diagnostic text,
  bounced_at timestamptz not null,
  mail_in_id uuid not null,
  primary key (org_id, address)
);
alter table message
  add column fresh text,                      -- what is new in a mail, where it quotes or is signed
  add column mail_html text;                  -- a mail's own HTML, cleaned
alter table outbox
  add column mailbox_id uuid,
  add column mail_id text,                    -- own Message-ID without < >
  add column in_reply_to text,
  add column refs text[] not null default '{}',
  add column html text,
  add column automatic boolean not null default false,
  add column attempts int not null default 0,
  add column attempted_by int,                -- the sign of the process that has it in hand
  add column next_at timestamptz,             -- while queued; null when held
  add column answer text,                     -- what the other server said last
  add column decided_by uuid;                 -- who decided what had become of an unknown one
create index outbox_due on outbox (org_id, next_at) where state = 'queued' and next_at is not null;
create index outbox_attempting on outbox (org_id, attempted_at) where state = 'attempting';
create index outbox_unknown on outbox (org_id, mailbox_id, attempted_at desc) where state = 'unknown';
create unique index outbox_mail_id on outbox (org_id, mail_id) where mail_id is not null;
create index outbox_automatic on outbox (org_id, recipient_address, created_at) where automatic;
`,
};
