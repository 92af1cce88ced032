import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AddedUser,
  addQuestion,
  addTask,
  addTeam,
  addUnit,
  addUser,
  addView,
  addWebhook,
} from '../platform/testing/factories.ts';
import { eventsOf, signIn, untilWaiting, withCookie } from '../platform/testing/sign-in.ts';
import { contextOf, startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { deactivateUser } from './deactivate-user.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const password = 'a long enough password';
const leave = (id: string, successor_id: string, reason?: string) =>
  test.request('POST', `/users/${id}/deactivate`, { body: { successor_id, ...(reason ? { reason } : {}) } });
const holdings = async (id: string) => (await test.request('GET', `/users/${id}/holdings`)).body;
async function open(more: Record<string, unknown>, as = test.admin.key): Promise<number> {
  const { status, body } = await test.request('POST', '/tickets', {
    as,
    body: { subject: 'A', body: 'B', customer: { name: 'Li Wei', email: 'li@example.com' }, ...more },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.number;
}
const page = async (number: number) => (await test.request('GET', `/tickets/${number}`)).body;
async function move(number: number, status: string) {
  const { headers } = await test.request('GET', `/tickets/${number}`);
  const answer = await test.request('PATCH', `/tickets/${number}`, {
    body: { status },
    headers: { 'if-match': String(headers.etag) },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

/** Somebody who holds one of everything, with the numbers of the tickets. */
async function somebodyBusy() {
  const leader = await addUser(test);
  const leaver = await addUser(test, { password, reportsTo: leader.id });
  const report = await addUser(test, { reportsTo: leaver.id });
  const unit = await addUnit(test, { head: leaver.id });
  const team = await addTeam(test, { unit, lead: leaver.id });
  const tickets = {
    assigned: await open({ team_id: team, assignee_id: leaver.id, channel: 'phone' }),
    firstContact: await open({ team_id: team, channel: 'phone' }, leaver.key),
    led: await open({ team_id: team }),
    resolved: await open({ team_id: team, assignee_id: leaver.id }),
    closed: await open({ team_id: team, assignee_id: leaver.id }),
    others: await open({ assignee_id: report.id }),
  };
  await move(tickets.resolved, 'resolved');
  await move(tickets.closed, 'closed');
  const ticket = (await page(tickets.others)).id;
  for (const done of [false, true]) await addTask(test, { ticket, assignee: leaver.id, done });
  await addQuestion(test, { ticket, asked: leaver.id });
  for (const shared of [null, team]) await addView(test, { owner: leaver.id, team: shared });
  await addWebhook(test, { owner: leaver.id });
  const session = withCookie(test, (await signIn(test, leaver.email, password)).cookie);
  return { leader, leaver, report, unit, team, tickets, session };
}

const nothing = {
  tickets: 0,
  first_contact: 0,
  obligations: 0,
  tasks: 0,
  consultations: 0,
  views: 0,
  api_keys: 0,
  webhooks: 0,
  sessions: 0,
  teams_led: [],
  units_headed: [],
  reports: [],
};

describe('a leaver', () => {
  it('is shown with everything that is held, and hands all of it over in one step', async () => {
    const { leaver, report, unit, team, tickets, session } = await somebodyBusy();
    const successor = await addUser(test);
    const held = await holdings(leaver.id);
    expect(held).toMatchObject({
      tickets: 2,
      first_contact: 2,
      tasks: 1,
      consultations: 1,
      views: 2,
      api_keys: 1,
      webhooks: 1,
      sessions: 1,
      teams_led: [{ id: team }],
      units_headed: [{ id: unit }],
      reports: [{ id: report.id }],
    });
    expect(held.obligations).toBeGreaterThanOrEqual(4);
    const owed = await obligationsOf(leaver.id);

    const answer = await leave(leaver.id, successor.id, 'Moves to another town');
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toEqual(held);
    expect(await holdings(leaver.id)).toEqual(nothing);

    const after = await holdings(successor.id);
    expect(after).toMatchObject({
      tickets: held.tickets,
      first_contact: held.first_contact,
      obligations: held.obligations,
      tasks: 1,
      consultations: 1,
      views: 1,
      webhooks: 1,
      teams_led: held.teams_led,
      units_headed: held.units_headed,
      reports: held.reports,
    });
    expect(await obligationsOf(successor.id)).toEqual(owed);
    expect((await session('GET', '/session')).status).toBe(401);
    expect((await test.request('GET', '/session', { as: leaver.key })).status).toBe(401);
    expect((await signIn(test, leaver.email, password)).status).toBe(401);
    expect((await page(tickets.assigned)).assignee.id).toBe(successor.id);
    expect((await page(tickets.firstContact)).first_contact_owner.id).toBe(successor.id);
    expect((await page(tickets.resolved)).first_contact_owner.id).toBe(successor.id);
    const closed = await page(tickets.closed);
    expect([closed.assignee.id, closed.first_contact_owner.id]).toEqual([leaver.id, leaver.id]);
    const { body } = await test.request('GET', `/users/${leaver.id}`);
    expect(body).toMatchObject({ state: 'deactivated', reports_to: null });
    expect(
      (await test.request('GET', '/teams')).body.items.find((one: { id: string }) => one.id === team),
    ).toMatchObject({
      lead: { id: successor.id },
      members: [{ id: successor.id }],
    });
  });

  it('leaves a trail: events on the tickets, the obligations and the person', async () => {
    const { leaver, tickets } = await somebodyBusy();
    const successor = await addUser(test);
    await leave(leaver.id, successor.id, 'Moves away');
    const timeline = (await page(tickets.firstContact)).timeline;
    const change = timeline.find((one: { kind: string }) => one.kind === 'ticket.owner_changed');
    expect(change).toMatchObject({
      data: { reason: 'leaver', changes: { first_contact_owner_id: { from: leaver.id, to: successor.id } } },
      payload: { reason: 'Moves away' },
      actor: { id: test.admin.id },
    });
    expect((await page(tickets.led)).timeline.map((one: { kind: string }) => one.kind)).toContain(
      'obligation.owner_changed',
    );
    const kinds = await eventsOf(test, leaver.id);
    for (const kind of ['user.deactivated', 'session.ended', 'api_key.revoked'])
      expect(kinds).toContain(kind);
    const { rows } = { rows: await stepsOf(successor.id) };
    expect(rows.filter((kind) => kind === 'owner_changed').length).toBeGreaterThan(0);
    const notices = await test.app.db
      .selectFrom('notification')
      .select('kind')
      .where('user_id', '=', successor.id)
      .execute();
    expect(notices.map((notice) => notice.kind)).toEqual(['user.deactivated']);
  });

  it('hands nothing back when a closed ticket is opened again: it comes to the successor', async () => {
    const { leaver, tickets } = await somebodyBusy();
    const [first, second] = [await addUser(test), await addUser(test)];
    await leave(leaver.id, first.id);
    await leave(first.id, second.id);
    await move(tickets.closed, 'open');
    const reopened = await page(tickets.closed);
    expect([reopened.assignee.id, reopened.first_contact_owner.id]).toEqual([second.id, second.id]);
    const owners = reopened.obligations
      .filter((one: { state: string }) => one.state === 'open')
      .map((one: { owner: { user: { id: string } | null } }) => one.owner.user?.id);
    expect(new Set(owners)).toEqual(new Set([second.id]));
  });

  it('may be followed by somebody below without a circle in the chain of command', async () => {
    const leader = await addUser(test);
    const leaver = await addUser(test, { reportsTo: leader.id });
    const middle = await addUser(test, { reportsTo: leaver.id });
    const successor = await addUser(test, { reportsTo: middle.id });
    const other = await addUser(test, { reportsTo: leaver.id });
    expect((await leave(leaver.id, successor.id)).status).toBe(200);
    const leaderOf = async (user: AddedUser) =>
      (await test.request('GET', `/users/${user.id}`)).body.reports_to?.id;
    expect(await leaderOf(successor)).toBe(leader.id);
    expect(await leaderOf(middle)).toBe(successor.id);
    expect(await leaderOf(other)).toBe(successor.id);
  });

  it('needs an active successor who is somebody else', async () => {
    const leaver = await addUser(test);
    const [gone, invited] = [
      await addUser(test, { state: 'deactivated' }),
      await addUser(test, { state: 'invited' }),
    ];
    for (const successor of [leaver, gone, invited]) {
      const answer = await leave(leaver.id, successor.id);
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].field).toBe('successor_id');
    }
    const successor = await addUser(test);
    expect((await leave(leaver.id, successor.id)).status).toBe(200);
    expect((await leave(leaver.id, successor.id)).body.code).toBe('user_deactivated');
  });

  it('hands over what is given to them at this very moment', async () => {
    const { leaver, team } = await somebodyBusy();
    const successor = await addUser(test);
    const admin = await contextOf(test, test.admin.id);
    const input = { subject: 'A', body: 'B', customer: { name: 'Li Wei' }, team_id: team };
    const { leaving, ids } = await test.app.db.transaction().execute(async (tx) => {
      const given = await openTicket(tx, admin, { ...input, assignee_id: leaver.id });
      const led = await openTicket(tx, admin, input); // its obligations are the team lead's
      const leaving = leave(leaver.id, successor.id);
      await untilWaiting(test);
      return { leaving, ids: [given.ticket.id, led.ticket.id] };
    });
    expect((await leaving).status).toBe(200);
    expect(await holdings(leaver.id)).toEqual(nothing);
    const owners = await test.app.db
      .selectFrom('obligation')
      .select('owner_user_id')
      .distinct()
      .where('ticket_id', 'in', ids)
      .where('state', '=', 'open')
      .execute();
    expect(owners).toEqual([{ owner_user_id: successor.id }]);
  });

  it('is given nothing any more from this very moment', async () => {
    const { leaver, team, tickets } = await somebodyBusy();
    const successor = await addUser(test);
    const admin = await contextOf(test, test.admin.id);
    const other = await open({});
    const input = { subject: 'A', body: 'B', customer: { name: 'Li Wei' }, team_id: team };
    const attempts = await test.app.db.transaction().execute(async (tx) => {
      await deactivateUser(tx, admin, leaver.id, { successor_id: successor.id });
      const started = [
        test.request('PATCH', `/tickets/${other}`, {
          body: { assignee_id: leaver.id },
          headers: { 'if-match': '*' },
        }),
        test.request('POST', '/tickets', { body: { ...input, channel: 'phone' }, as: leaver.key }),
        test.request('POST', `/tickets/${tickets.others}/take`, { as: leaver.key }),
        test.request('POST', '/tickets', { body: input }),
        test.request('POST', '/me/api-keys', { body: { name: 'K', scopes: ['read'] }, as: leaver.key }),
      ];
      await untilWaiting(test, started.length);
      return started;
    });
    const [assigned, phoned, taken, opened, keyed] = await Promise.all(attempts);
    expect([assigned?.status, assigned?.body.errors[0].code]).toEqual([422, 'user_unknown']);
    // what the leaver had begun goes on, in the successor's hands
    expect(phoned?.body.first_contact_owner.id).toBe(successor.id);
    expect(taken?.body.assignee.id).toBe(successor.id);
    const owners = opened?.body.obligations.map(
      (one: { owner: { user: { id: string } } }) => one.owner.user.id,
    );
    expect(new Set(owners)).toEqual(new Set([successor.id]));
    expect(keyed?.status).toBe(422);
    expect(await holdings(leaver.id)).toEqual(nothing);
  });

  it('comes back with the old password, roles and teams, but without keys and work', async () => {
    const { leaver, team } = await somebodyBusy();
    const successor = await addUser(test);
    await leave(leaver.id, successor.id);
    const { status, body } = await test.request('POST', `/users/${leaver.id}/reactivate`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'active', teams: [team], roles: [{ role: 'agent' }] });
    expect((await signIn(test, leaver.email, password)).status).toBe(201);
    expect((await test.request('GET', '/session', { as: leaver.key })).status).toBe(401);
    expect(await holdings(leaver.id)).toEqual({ ...nothing, sessions: 1 });
    const again = await test.request('POST', `/users/${leaver.id}/reactivate`);
    expect(again.body.code).toBe('user_not_deactivated');
  });
});

async function obligationsOf(userId: string): Promise<unknown[]> {
  return test.app.db
    .selectFrom('obligation')
    .select(['id', 'kind', 'state', 'due_at'])
    .where('owner_user_id', '=', userId)
    .where('state', 'in', ['open', 'paused'])
    .orderBy('id')
    .execute();
}
async function stepsOf(ownerId: string): Promise<string[]> {
  const rows = await test.app.db
    .selectFrom('obligation_step as s')
    .innerJoin('obligation as o', 'o.id', 's.obligation_id')
    .select('s.kind')
    .where('o.owner_user_id', '=', ownerId)
    .execute();
  return rows.map((row) => row.kind);
}
