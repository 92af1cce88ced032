import type { Migration } from '../migrate.ts';

/** Replies that have not left yet: docs/decisions/0007-replies-wait-on-the-server.md. */
export const pendingReplies: Migration = {
  version: 8,
  name: 'pending replies',
  sql: /* sql */ `
create table pending_reply (
  org_id smallint not null,
  id uuid not null,
  ticket_id uuid not null,
  author_id uuid not null,
  body text not null,
  html text,
  attachments uuid[] not null default '{}',
  status_key text,                            -- to be set in the same step
  last_seen_message uuid,                     -- the newest message that the writer saw
  anyway boolean not null,                    -- goes out although newer ones came
  state text not null check (state in ('going_out', 'awaiting_release', 'held')),
  reason text,                                -- why it is held: the code of the refusal
  asked_at timestamptz not null,
  send_at timestamptz,                        -- of one that goes out: not before
  primary key (org_id, id),
  foreign key (org_id, ticket_id) references ticket (org_id, id),
  foreign key (org_id, author_id) references user_account (org_id, id)
);
create index pending_reply_due on pending_reply (org_id, send_at) where state = 'going_out';
create index pending_reply_by_ticket on pending_reply (org_id, ticket_id);
`,
};
