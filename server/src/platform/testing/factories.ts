import type { Language, LocalText } from '@shouwen/api';
import { raiseRevision } from '../../configuration/apply-core-pack.ts';
import { hashPassword } from '../../people/passwords.ts';
import { newId } from '../ids.ts';
import type { TestApp } from './test-app.ts';

// Rows that a test needs and is not about. What a test is about, it does through the API.

let made = 0;

export interface AddedUser {
  id: string;
  name: string;
  email: string;
  /** an API key with all scopes */
  key: string;
}

/** The unit that the set-up made. */
export async function rootUnit(test: TestApp): Promise<string> {
  const { id } = await test.app.db
    .selectFrom('unit')
    .select('id')
    .where('org_id', '=', test.app.org)
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow();
  return id;
}

/** A unit, below the root unless told otherwise. Gives its id. */
export async function addUnit(
  test: TestApp,
  { name = 'Unit', parent, head }: { name?: LocalText; parent?: string; head?: string } = {},
): Promise<string> {
  const { app, clock } = test;
  const id = newId(clock.now());
  await app.db
    .insertInto('unit')
    .values({
      org_id: app.org,
      id,
      name: JSON.stringify(name),
      parent_id: parent ?? (await rootUnit(test)),
      head_id: head ?? null,
      created_at: clock.now(),
      deactivated_at: null,
    })
    .execute();
  await raiseRevision(app.db, app.org);
  return id;
}

/** A team, in the root unit unless told otherwise. Gives its id. */
export async function addTeam(
  test: TestApp,
  {
    name = 'Team',
    unit,
    lead,
    members = [],
  }: { name?: LocalText; unit?: string; lead?: string; members?: string[] } = {},
): Promise<string> {
  const { app, clock } = test;
  const id = newId(clock.now());
  await app.db
    .insertInto('team')
    .values({
      org_id: app.org,
      id,
      unit_id: unit ?? (await rootUnit(test)),
      name: JSON.stringify(name),
      lead_id: lead ?? null,
      created_at: clock.now(),
      deactivated_at: null,
    })
    .execute();
  const all = [...new Set([...members, ...(lead ? [lead] : [])])];
  if (all.length > 0)
    await app.db
      .insertInto('team_member')
      .values(all.map((user_id) => ({ org_id: app.org, team_id: id, user_id })))
      .execute();
  return id;
}

/**
 * An active member of staff with an API key: an agent in the root unit, unless role (null for none), unit or team say
 * otherwise. Without `password` there is none to sign in with.
 */
export async function addUser(
  test: TestApp,
  given: {
    name?: string;
    email?: string;
    role?: string | null;
    unit?: string;
    /** one team or several */
    team?: string | string[];
    password?: string;
    language?: Language;
    reportsTo?: string;
    state?: 'invited' | 'active' | 'deactivated';
  } = {},
): Promise<AddedUser> {
  const { app, clock } = test;
  const id = newId(clock.now());
  const name = given.name ?? `Person ${++made}`;
  const email = given.email ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}.${++made}@example.com`;
  const state = given.state ?? 'active';
  await app.db
    .insertInto('user_account')
    .values({
      org_id: app.org,
      id,
      email,
      name,
      language: given.language ?? 'en',
      time_zone: 'UTC',
      password_hash: given.password ? await hashPassword(given.password) : null,
      reports_to_id: given.reportsTo ?? null,
      state,
      created_at: clock.now(),
      deactivated_at: state === 'deactivated' ? clock.now() : null,
      successor_id: null,
      version: 1,
    })
    .execute();
  const role = given.role === undefined ? 'agent' : given.role;
  if (role !== null)
    await app.db
      .insertInto('role_grant')
      .values({
        org_id: app.org,
        user_id: id,
        role_key: role,
        unit_id: given.unit ?? (await rootUnit(test)),
      })
      .execute();
  for (const team_id of [given.team ?? []].flat())
    await app.db.insertInto('team_member').values({ org_id: app.org, team_id, user_id: id }).execute();
  return { id, name, email, key: await test.keyFor(id) };
}

/** An open task of a person on a ticket; done already when told. Gives its id. */
export async function addTask(
  test: TestApp,
  { ticket, assignee, done = false }: { ticket: string; assignee: string; done?: boolean },
): Promise<string> {
  const { app, clock } = test;
  const id = newId(clock.now());
  await app.db
    .insertInto('task')
    .values({
      org_id: app.org,
      id,
      ticket_id: ticket,
      title: 'Call back',
      assignee_id: assignee,
      due_at: null,
      done_at: done ? clock.now() : null,
      done_by: done ? assignee : null,
      created_at: clock.now(),
      created_by: null,
    })
    .execute();
  return id;
}

/** An open question to a colleague on a ticket, without an obligation. Gives its id. */
export async function addQuestion(
  test: TestApp,
  { ticket, asked, by = test.admin.id }: { ticket: string; asked: string; by?: string },
): Promise<string> {
  const { app, clock } = test;
  const id = newId(clock.now());
  await app.db
    .insertInto('consultation')
    .values({
      org_id: app.org,
      id,
      ticket_id: ticket,
      question: 'Why?',
      asked_user_id: asked,
      partner_name: null,
      partner_email: null,
      asked_by: by,
      asked_at: clock.now(),
      state: 'open',
      answered_at: null,
      answer_message_id: null,
      obligation_id: null,
    })
    .execute();
  return id;
}

/** A saved view of all tickets: private, or shared with a team. Gives its id. */
export async function addView(
  test: TestApp,
  { owner, team = null }: { owner: string; team?: string | null },
): Promise<string> {
  const { app, clock } = test;
  const id = newId(clock.now());
  await app.db
    .insertInto('saved_view')
    .values({
      org_id: app.org,
      id,
      name: 'View',
      owner_id: owner,
      scope: team === null ? 'private' : 'team',
      team_id: team,
      condition: JSON.stringify({ all: [] }),
      sort: 'activity',
      created_at: clock.now(),
    })
    .execute();
  return id;
}

/** A webhook for every event, to an address where nobody listens. Gives its id. */
export async function addWebhook(test: TestApp, { owner }: { owner: string }): Promise<string> {
  const { app, clock } = test;
  const id = newId(clock.now());
  await app.db
    .insertInto('webhook')
    .values({
      org_id: app.org,
      id,
      url: 'https://hooks.example.com',
      secret: app.secrets.encrypt('secret'),
      events: ['*'],
      description: '',
      active: true,
      confidential: false,
      created_at: clock.now(),
      created_by: owner,
      deleted_at: null,
    })
    .execute();
  return id;
}

/** Lays a configuration entry as a pack would, without the checks that guard what people edit. */
export async function layEntry(test: TestApp, section: string, key: string, value: object): Promise<void> {
  const { app, clock } = test;
  await app.db
    .insertInto('config_entry')
    .values({
      org_id: app.org,
      section,
      key,
      origin: 'pack:test',
      version: '1',
      value: JSON.stringify(value),
      changed_at: clock.now(),
      changed_by: null,
    })
    .execute();
  await raiseRevision(app.db, app.org);
}

/** A provider of identity that nobody asked whether it is there. Gives its id. */
export async function addSignInProvider({ app, clock }: TestApp): Promise<string> {
  const id = newId(clock.now());
  await app.db
    .insertInto('sign_in_provider')
    .values({
      org_id: app.org,
      id,
      name: 'House',
      issuer: 'https://id.example.com',
      client_id: 'shouwen',
      client_secret: app.secrets.encrypt('secret'),
      active: true,
      create_people: false,
      asks_second_factor: false,
      created_at: clock.now(),
      removed_at: null,
    })
    .execute();
  return id;
}
