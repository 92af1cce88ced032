import type { Migration } from '../migrate.ts';

/**
 * Second factors, passkeys, providers of identity, what is under way between two steps of a sign-in, and the first
 * steps of a new installation.
 */
export const signIn: Migration = {
  version: 9,
  name: 'sign-in',
  sql: /* sql */ `
alter table session
  add column method text not null default 'password' check (method in ('password', 'passkey', 'provider')),
  add column second_factor boolean not null default false,   -- proved when it began, or set up in it
  add column confirmed_at timestamptz;                       -- when its person last proved to be there
update session set confirmed_at = created_at;
alter table session alter column confirmed_at set not null;

-- An authenticator app; it counts once a first code has confirmed it.
create table totp (
  org_id smallint not null,
  user_id uuid not null,
  secret text not null,                       -- sealed
  created_at timestamptz not null,
  confirmed_at timestamptz,
  last_used_at timestamptz,
  last_step bigint,                           -- the time step of the last code taken: none is taken twice
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create table passkey (
  org_id smallint not null,
  id uuid not null,
  user_id uuid not null,
  credential_id text not null,                -- base64url, as the browser names it
  public_key bytea not null,
  counter bigint not null,                    -- of signatures; one that does not grow tells of a copy
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create unique index passkey_credential on passkey (org_id, credential_id);
create index passkey_by_user on passkey (org_id, user_id);
create table recovery_code (
  org_id smallint not null,
  user_id uuid not null,
  code_digest text not null,                  -- keyed
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, user_id, code_digest),
  foreign key (org_id, user_id) references user_account (org_id, id)
);

-- What a browser has begun and is to finish: after the password the code, a passkey's challenge, a visit to a provider.
-- The browser holds a random token in a cookie; any node finishes it, and only once.
create table sign_in_challenge (
  org_id smallint not null,
  id uuid not null,
  token_hash bytea not null,
  kind text not null,
  user_id uuid,                               -- whose it is, where that is known
  sealed text not null,                       -- what is needed to finish
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create unique index sign_in_challenge_token on sign_in_challenge (org_id, token_hash);
create index sign_in_challenge_age on sign_in_challenge (org_id, expires_at);

-- OpenID Connect providers, and who of ours is whom of theirs.
create table sign_in_provider (
  org_id smallint not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret text not null,                -- sealed
  active boolean not null,
  create_people boolean not null,             -- also lets in whom nobody has invited
  asks_second_factor boolean not null,        -- the provider sees to it itself
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (org_id, id)
);
create table provider_identity (
  org_id smallint not null,
  provider_id uuid not null,
  subject text not null,
  user_id uuid not null,
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (org_id, provider_id, subject),
  foreign key (org_id, provider_id) references sign_in_provider (org_id, id),
  foreign key (org_id, user_id) references user_account (org_id, id)
);
create unique index provider_identity_by_user on provider_identity (org_id, user_id, provider_id);

-- First steps of a new installation that somebody called done: what cannot be read off the rest.
create table first_step (
  org_id smallint not null,
  key text not null,
  done_at timestamptz not null,
  done_by uuid not null,
  primary key (org_id, key)
);

-- The log of settings reads these few among all events.
create index event_of_settings on event (org_id, at, id) where subject_kind in ('config', 'sign_in_provider');
`,
};
