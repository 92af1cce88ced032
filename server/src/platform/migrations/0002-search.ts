import type { Migration } from '../migrate.ts';

/**
 * What search works on. All of it is made from other tables by a reader of the ledger and can be made anew, so nothing
 * points at it and it points at nothing.
 */
export const search: Migration = {
  version: 2,
  name: 'search',
  sql: /* sql */ `
-- A ticket that is merged into none, with all that its page shows: one row, or several when it is long.
create table search_document (
  org_id smallint not null,
  ticket_id uuid not null,
  part smallint not null,
  parts smallint not null,                    -- how many there are
  activity_at timestamptz not null,           -- the ticket's last activity: found rows are sorted without their tickets
  digest bytea not null,                      -- of the text that words was made from: what did not change is not written
  words tsvector not null,
  primary key (org_id, ticket_id, part)
) with (fillfactor = 90);
-- The reader alone writes, so it may as well sort what is new into the index in portions; small ones, for every search
-- looks through what is not sorted in yet.
create index search_document_words on search_document using gin (words) with (fastupdate = on, gin_pending_list_limit = 512);

-- In how many of the sampled documents a word stands; the empty word counts the documents themselves. Decides how a
-- search goes about it.
create table search_word (
  org_id smallint not null,
  word text collate "C" not null,
  documents int not null,
  primary key (org_id, word)
) with (fillfactor = 70);

-- Tickets whose documents are to be written again.
create table search_due (
  org_id smallint not null,
  ticket_id uuid not null,
  rank smallint not null,                     -- 0: just changed; 1: one of many
  anew boolean not null,                      -- also where nothing seems to have changed
  failures smallint not null default 0,
  next_at timestamptz,                        -- after a failure: not before
  primary key (org_id, ticket_id)
);
create index search_due_order on search_due (org_id, rank, ticket_id);

-- Tags that were ever used, for suggestions.
create table search_tag (
  org_id smallint not null,
  folded text collate "C" not null,
  tag text not null,
  primary key (org_id, folded, tag)
);

-- The text of attachments by their content, so that a file sent twice is read once.
create table file_text (
  org_id smallint not null,
  sha256 text not null,
  state text not null check (state in ('waiting', 'read', 'skipped', 'failed')),
  reason text,                                -- why it was skipped or failed
  attempts smallint not null default 0,       -- counted before each, so that a file that kills its reader is left alone
  next_at timestamptz,
  content text not null default '',
  read_at timestamptz,
  primary key (org_id, sha256)
);
create index file_text_waiting on file_text (org_id, next_at) where state = 'waiting';
create index stored_file_content on stored_file (org_id, sha256);

-- With which tokeniser the documents were written: another one means to write all of them again.
create table search_state (
  org_id smallint primary key,
  tokeniser int not null
);
`,
};
