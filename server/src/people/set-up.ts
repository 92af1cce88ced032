import type { Language } from '@shouwen/api';
import { sql } from 'kysely';
import { applyCorePack, raiseRevision } from '../configuration/apply-core-pack.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { storeLayer } from '../configuration/local-layer.ts';
import { nameOrganisation } from '../configuration/name-organisation.ts';
import { appendEvent } from '../events/append-event.ts';
import { conflict } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import { normaliseAddress } from './addresses.ts';
import { hashPassword } from './passwords.ts';

export interface FirstAdministrator {
  organisation: string;
  name: string;
  email: string;
  password: string;
  language: Language;
  time_zone?: string | undefined;
}

/** Whether the first administrator is still to be created. */
export async function setUpNeeded(tx: Tx, org: number): Promise<boolean> {
  const anybody = await tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', org)
    .limit(1)
    .executeTakeFirst();
  return anybody === undefined;
}

const names = { zh: '客服部', en: 'Customer service', es: 'Atención al cliente' };

/**
 * Creates the organisation's root unit, a first team and the administrator, who leads both. Refuses when anybody is
 * there already; of two that come at once exactly one succeeds. Gives the administrator's id.
 */
export async function setUp(tx: Tx, org: number, now: Date, input: FirstAdministrator): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`set-up ${org}`}, 3))`.execute(tx);
  if (!(await setUpNeeded(tx, org))) throw conflict('already_set_up');
  await nameOrganisation(tx, org, now, input.organisation);
  await applyCorePack(tx, org, now);
  const [unit, team, user] = [newId(now), newId(now), newId(now)];
  await tx
    .insertInto('user_account')
    .values({
      org_id: org,
      id: user,
      email: normaliseAddress(input.email),
      name: input.name,
      language: input.language,
      time_zone: input.time_zone ?? 'UTC',
      password_hash: await hashPassword(input.password),
      reports_to_id: null,
      state: 'active',
      created_at: now,
      deactivated_at: null,
      successor_id: null,
      version: 1,
    })
    .execute();
  await tx
    .insertInto('unit')
    .values({
      org_id: org,
      id: unit,
      name: JSON.stringify(input.organisation),
      parent_id: null,
      head_id: user,
      created_at: now,
      deactivated_at: null,
    })
    .execute();
  await tx
    .insertInto('team')
    .values({
      org_id: org,
      id: team,
      unit_id: unit,
      name: JSON.stringify(names),
      lead_id: user,
      created_at: now,
      deactivated_at: null,
    })
    .execute();
  await tx.insertInto('team_member').values({ org_id: org, team_id: team, user_id: user }).execute();
  await tx
    .insertInto('role_grant')
    .values({ org_id: org, user_id: user, role_key: 'administrator', unit_id: unit })
    .execute();
  const revision = await raiseRevision(tx, org);
  const actor = { kind: 'user' as const, id: user, name: input.name };
  if (input.time_zone)
    await storeLayer(
      tx,
      { org, now, actor },
      { section: 'settings', key: 'time_zone', version: `r${revision}`, value: { value: input.time_zone } },
    );
  await appendEvent(
    tx,
    {
      org,
      now,
      actor,
      configuration: await loadConfiguration(tx, org),
      requestId: newId(now),
    },
    {
      kind: 'organisation.set_up',
      subject: { kind: 'user', id: user },
      data: { unit, team, role: 'administrator' },
      payload: { organisation: input.organisation, name: input.name, email: normaliseAddress(input.email) },
    },
  );
  return user;
}
