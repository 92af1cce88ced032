import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser, rootUnit } from '../platform/testing/factories.ts';
import { eventsOf, signIn } from '../platform/testing/sign-in.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
let root: string;
beforeAll(async () => {
  test = await startTestApp();
  root = await rootUnit(test);
});
afterAll(() => test.close());

const etagOf = async (id: string) => String((await test.request('GET', `/users/${id}`)).headers.etag);
const change = async (id: string, body: unknown, as = test.admin.key) =>
  test.request('PATCH', `/users/${id}`, { as, body, headers: { 'if-match': await etagOf(id) } });

describe('the staff', () => {
  it('is added, invited, with roles, teams and a leader', async () => {
    const unit = await addUnit(test);
    const team = await addTeam(test, { unit });
    const { status, body } = await test.request('POST', '/users', {
      body: {
        email: 'Mei.Chen@Example.com',
        name: '陈梅',
        language: 'zh',
        time_zone: 'Asia/Shanghai',
        reports_to_id: test.admin.id,
        roles: [{ role: 'agent', unit_id: unit }],
        team_ids: [team],
      },
    });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({
      email: 'mei.chen@example.com',
      state: 'invited',
      reports_to: { id: test.admin.id },
      roles: [{ role: 'agent', unit_id: unit }],
      teams: [team],
      etag: '"u1"',
    });
    expect(await eventsOf(test, body.id)).toEqual(['user.created', 'user.role_granted']);
    const again = await test.request('POST', '/users', {
      body: { email: 'MEI.CHEN@example.com', name: 'Double' },
    });
    expect(again.status).toBe(422);
    expect(again.body.errors[0]).toMatchObject({ field: 'email', code: 'staff_email_taken' });
  });

  it.each([
    ['roles.0.role', { roles: [{ role: 'wizard', unit_id: '00000000-0000-7000-8000-000000000000' }] }],
    ['roles.0.unit_id', { roles: [{ role: 'agent', unit_id: '00000000-0000-7000-8000-000000000000' }] }],
    ['team_ids.0', { team_ids: ['00000000-0000-7000-8000-000000000000'] }],
    ['reports_to_id', { reports_to_id: '00000000-0000-7000-8000-000000000000' }],
    ['time_zone', { time_zone: 'Nowhere' }],
  ])('refuses a wrong %s, and saves nothing', async (field, wrong) => {
    const body = { email: `wrong.${field}@example.com`, name: 'Wrong', ...wrong };
    const answer = await test.request('POST', '/users', { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].field).toBe(field);
    const { body: found } = await test.request('GET', `/users?q=${encodeURIComponent(body.email)}`);
    expect(found.items).toEqual([]);
  });

  it('is found by part of name or address, page by page, leavers left out', async () => {
    const unit = await addUnit(test);
    const names = ['zoe 50%', 'Adam 50%', 'adele 50%'];
    for (const name of names) await addUser(test, { name, unit });
    await addUser(test, { name: 'Abel 50%', unit, state: 'deactivated' });
    await addUser(test, { name: 'Ann 50x', unit });
    const first = await test.request('GET', '/users?q=50%25&limit=2');
    expect(first.body.items.map((one: { name: string }) => one.name)).toEqual(['Adam 50%', 'adele 50%']);
    const second = await test.request('GET', `/users?q=50%25&limit=2&cursor=${first.body.next_cursor}`);
    expect(second.body.items.map((one: { name: string }) => one.name)).toEqual(['zoe 50%']);
    expect(second.body.next_cursor).toBeNull();
    const all = await test.request('GET', '/users?q=50%25&state=all');
    expect(all.body.items).toHaveLength(4);
  });

  it('changes only on its present state', async () => {
    const user = await addUser(test);
    const etag = await etagOf(user.id);
    const patch = (body: unknown, ifMatch: string | null) =>
      test.request('PATCH', `/users/${user.id}`, { body, headers: ifMatch ? { 'if-match': ifMatch } : {} });
    expect((await patch({ name: 'New Name' }, null)).status).toBe(428);
    const changed = await patch({ name: 'New Name', language: 'es' }, etag);
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).toBe('"u2"');
    const stale = await patch({ name: 'Other Name' }, etag);
    expect(stale.status).toBe(412);
    expect(stale.body.current).toMatchObject({ name: 'New Name', etag: '"u2"' });
    expect((await patch({ name: 'New Name' }, '"u2"')).headers.etag).toBe('"u2"');
  });

  it('reports to nobody who reports to them', async () => {
    const top = await addUser(test);
    const middle = await addUser(test, { reportsTo: top.id });
    const below = await addUser(test, { reportsTo: middle.id });
    for (const leader of [top, middle, below]) {
      const answer = await change(top.id, { reports_to_id: leader.id });
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0]).toMatchObject({ field: 'reports_to_id', code: 'reports_in_circle' });
    }
    expect((await change(below.id, { reports_to_id: top.id })).status).toBe(200);
  });

  it('never closes the chain of command to a circle, with two changes at the same moment either', async () => {
    const [a, b] = [await addUser(test), await addUser(test)];
    const answers = await Promise.all([
      change(a.id, { reports_to_id: b.id }),
      change(b.id, { reports_to_id: a.id }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  });
});

describe('who sees and who changes people', () => {
  it('shows names, addresses and teams to all staff, roles and lock-out only with people.read there', async () => {
    const unit = await addUnit(test);
    const elsewhere = await addUnit(test);
    const team = await addTeam(test, { unit });
    const target = await addUser(test, { unit, team, password: 'a long enough password' });
    const colleague = await addUser(test, { unit, role: 'agent' });
    const stranger = await addUser(test, { unit: elsewhere, role: 'agent' });
    const roleless = await addUser(test, { role: null });
    for (let tries = 1; tries <= 5; tries++) await signIn(test, target.email, 'wrong password');
    const seenBy = async (as: string) => (await test.request('GET', `/users/${target.id}`, { as })).body;
    for (const viewer of [colleague, stranger, roleless])
      expect(await seenBy(viewer.key)).toMatchObject({
        name: target.name,
        email: target.email,
        teams: [team],
      });
    expect(await seenBy(colleague.key)).toMatchObject({
      roles: [{ role: 'agent', unit_id: unit }],
      locked: true,
    });
    expect(await seenBy(target.key)).toMatchObject({ roles: [{ role: 'agent', unit_id: unit }] });
    for (const viewer of [stranger, roleless])
      expect(await seenBy(viewer.key)).toMatchObject({ roles: [], locked: false, last_seen_at: null });
    expect((await test.request('GET', '/users', { as: null })).status).toBe(401);
  });

  it('lets only managers of people change anybody', async () => {
    const target = await addUser(test);
    const manager = await addUser(test, { role: 'manager' });
    const calls: [string, string, unknown?][] = [
      ['POST', '/users', { email: 'x@example.com', name: 'X' }],
      ['PATCH', `/users/${target.id}`, { name: 'X' }],
      ['POST', `/users/${target.id}/reset-link`],
      ['POST', `/users/${target.id}/unlock`],
      ['GET', `/users/${target.id}/sessions`],
      ['DELETE', `/users/${target.id}/sessions`],
      ['GET', `/users/${target.id}/holdings`],
      ['POST', `/users/${target.id}/deactivate`, { successor_id: manager.id }],
      ['POST', `/users/${target.id}/reactivate`],
      ['POST', '/units', { name: 'X', parent_id: root }],
      ['POST', '/teams', { name: 'X', unit_id: root }],
    ];
    for (const [method, path, body] of calls) {
      const answer = await test.request(method, path, {
        as: manager.key,
        body,
        headers: { 'if-match': '*' },
      });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});

/** A role that manages people and works on tickets, granted for one unit. */
async function addHead(unit: string) {
  await test.request('PUT', '/configuration/roles/unit_head', {
    body: {
      value: { name: 'Unit head', permissions: ['people.manage', 'people.read', 'ticket.read'], order: 9 },
    },
  });
  return addUser(test, { role: 'unit_head', unit });
}

describe('raising rights', () => {
  it('by granting a role is refused for rights that one lacks there', async () => {
    const [unit, other] = [await addUnit(test), await addUnit(test)];
    const below = await addUnit(test, { parent: unit });
    const head = await addHead(unit);
    const grant = (role: string, unit_id: string) =>
      test.request('POST', '/users', {
        as: head.key,
        body: {
          email: `${role}.${unit_id}@example.com`,
          name: 'Friend',
          roles: [{ role, unit_id }],
        },
      });
    expect((await grant('unit_head', unit)).status).toBe(201);
    expect((await grant('unit_head', below)).status).toBe(201);
    const beyond = await grant('administrator', unit);
    expect([beyond.status, beyond.body.code]).toEqual([403, 'role_beyond_yours']);
    expect((await grant('unit_head', other)).status).toBe(403);
    expect((await grant('unit_head', root)).status).toBe(403);
  });

  it('of oneself is refused alike', async () => {
    const unit = await addUnit(test);
    const head = await addHead(unit);
    const roles = [
      { role: 'unit_head', unit_id: unit },
      { role: 'administrator', unit_id: unit },
    ];
    expect((await change(head.id, { roles }, head.key)).status).toBe(403);
    expect((await change(head.id, { roles: [{ role: 'unit_head', unit_id: root }] }, head.key)).status).toBe(
      403,
    );
    const { body } = await test.request('GET', '/session', { as: head.key });
    expect(body.user.roles).toEqual([{ role: 'unit_head', unit_id: unit }]);
  });

  it('by way of somebody with more rights is refused: no new password, no new address, no hand-over', async () => {
    const unit = await addUnit(test);
    const head = await addHead(unit);
    const agent = await addUser(test, { unit, role: 'agent', password: 'a long enough password' });
    const calls: [string, string, unknown?][] = [
      ['POST', `/users/${agent.id}/reset-link`],
      ['PATCH', `/users/${agent.id}`, { email: 'mine@example.com' }],
      ['POST', `/users/${agent.id}/deactivate`, { successor_id: head.id }],
      ['POST', `/users/${agent.id}/unlock`],
      ['GET', `/users/${agent.id}/sessions`],
      ['DELETE', `/users/${agent.id}/sessions`],
    ];
    for (const [method, path, body] of calls) {
      const answer = await test.request(method, path, {
        as: head.key,
        body,
        headers: { 'if-match': '*' },
      });
      expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'outranked']);
    }
    const peer = await addUser(test, { unit, role: 'unit_head' });
    expect((await test.request('POST', `/users/${peer.id}/reset-link`, { as: head.key })).status).toBe(200);
    const outside = await addUser(test, { unit: await addUnit(test), role: null });
    await addTeam(test, { members: [outside.id] });
    expect((await test.request('POST', `/users/${outside.id}/reset-link`, { as: head.key })).status).toBe(
      403,
    );
  });

  it('by joining a team elsewhere is refused: its members see its tickets', async () => {
    const unit = await addUnit(test);
    const head = await addHead(unit);
    const elsewhere = await addTeam(test, { unit: await addUnit(test) });
    const here = await addTeam(test, { unit });
    expect((await change(head.id, { team_ids: [elsewhere] }, head.key)).status).toBe(403);
    const patch = (team: string) =>
      test.request('PATCH', `/teams/${team}`, { as: head.key, body: { member_ids: [head.id] } });
    expect((await patch(elsewhere)).status).toBe(403);
    expect((await patch(here)).status).toBe(200);
  });
});

describe('the last administrator', () => {
  it('can neither be demoted nor leave, nor can two go at the same moment', async () => {
    const own = await startTestApp();
    try {
      const successor = await addUser(own);
      const unit = await rootUnit(own);
      const demote = await own.request('PATCH', `/users/${own.admin.id}`, {
        body: { roles: [{ role: 'manager', unit_id: unit }] },
        headers: { 'if-match': '*' },
      });
      expect([demote.status, demote.body.code]).toEqual([409, 'last_administrator']);
      const leave = (id: string) =>
        own.request('POST', `/users/${id}/deactivate`, { body: { successor_id: successor.id } });
      expect((await leave(own.admin.id)).body.code).toBe('last_administrator');
      // somebody invited, or an administrator of one unit, does not count
      await addUser(own, { role: 'administrator', state: 'invited' });
      await addUser(own, { role: 'administrator', unit: await addUnit(own) });
      expect((await leave(own.admin.id)).body.code).toBe('last_administrator');
      const second = await addUser(own, { role: 'administrator' });
      const answers = await Promise.all([leave(own.admin.id), leave(second.id)]);
      const [one = 0, other = 0] = answers.map((answer) => answer.status).sort();
      // who asks second finds no administrator left, or is the first one gone, whose key is not known any more
      expect([one, [401, 409].includes(other)]).toEqual([200, true]);
    } finally {
      await own.close();
    }
  });
});
