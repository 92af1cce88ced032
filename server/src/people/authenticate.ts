import type { Configuration } from '../configuration/configuration.ts';
import { hashToken } from '../platform/secrets.ts';
import { query } from '../platform/sql.ts';
import type { Db } from '../tables.ts';
import { secondFactorDemanded } from './second-factor-demand.ts';
import { rightsOf, type Scope, type Viewer } from './viewer.ts';

export const sessionCookie = 'shouwen_session';

interface Found {
  user_id: string;
  name: string;
  language: Viewer['language'];
  time_zone: string;
  credential_id: string;
  scopes: Scope[] | null;
  last_used_at: Date | null;
  confirmed_at: Date | null;
  second_factor: boolean;
  revision: number;
  teams: string[];
  grants: { role: string; unit: string }[] | null;
}
const texts = { session: textFor('session'), api_key: textFor('api_key') };
const sightInterval = 60_000; // a look at the clock a minute is enough for "last seen"

function textFor(kind: 'session' | 'api_key'): string {
  const credential = {
    session: `select id, user_id, null::text[] as scopes, last_seen_at as last_used_at, confirmed_at, second_factor from session
      where org_id = $1 and token_hash = $2 and ended_at is null and expires_at > $3`,
    api_key: `select id, user_id, scopes, last_used_at, null::timestamptz as confirmed_at, true as second_factor from api_key
      where org_id = $1 and token_hash = $2 and revoked_at is null and (expires_at is null or expires_at > $3)`,
  }[kind];
  return `
    select u.id as user_id, u.name, u.language, u.time_zone, c.id as credential_id, c.scopes, c.last_used_at,
      c.confirmed_at, c.second_factor,
      (select config_revision from organisation where org_id = $1) as revision,
      array(select m.team_id from team_member m where m.org_id = $1 and m.user_id = u.id) as teams,
      (select json_agg(json_build_object('role', g.role_key, 'unit', g.unit_id)) from role_grant g
        where g.org_id = $1 and g.user_id = u.id) as grants
    from (${credential}) c join user_account u on u.org_id = $1 and u.id = c.user_id
    where u.state = 'active'`;
}

/**
 * Who stands behind a session token or an API key: one indexed read. Gives null when the token is unknown, ended,
 * expired or its person was deactivated.
 */
export async function authenticate(
  db: Db,
  org: number,
  now: Date,
  token: { kind: 'session' | 'api_key'; value: string },
  configurationAt: (revision: number) => Promise<Configuration>,
): Promise<{ viewer: Viewer; configuration: Configuration } | null> {
  const hash = hashToken(token.value);
  const rows = await query<Found>(db, texts[token.kind], [org, hash, now]);
  const found = rows[0];
  if (!found) return null;
  await noteSight(db, org, now, token.kind, found);
  const configuration = await configurationAt(found.revision);
  const rights = rightsOf(configuration, found.grants ?? []);
  const viewer: Viewer = {
    userId: found.user_id,
    name: found.name,
    language: found.language,
    timeZone: found.time_zone,
    teams: found.teams,
    rights,
    scopes: found.scopes,
    sessionId: token.kind === 'session' ? found.credential_id : null,
    confirmedAt: found.confirmed_at,
    secondFactorDue: !found.second_factor && secondFactorDemanded(configuration, rights),
    credential: found.credential_id,
  };
  return { viewer, configuration };
}

async function noteSight(
  db: Db,
  org: number,
  now: Date,
  kind: 'session' | 'api_key',
  found: Found,
): Promise<void> {
  if (found.last_used_at !== null && now.getTime() - found.last_used_at.getTime() < sightInterval) return;
  if (kind === 'session') {
    await db
      .updateTable('session')
      .set({ last_seen_at: now })
      .where('org_id', '=', org)
      .where('id', '=', found.credential_id)
      .execute();
  } else {
    await db
      .updateTable('api_key')
      .set({ last_used_at: now })
      .where('org_id', '=', org)
      .where('id', '=', found.credential_id)
      .execute();
  }
}
