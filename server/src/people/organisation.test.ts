import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser, rootUnit } from '../platform/testing/factories.ts';
import { eventsOf } from '../platform/testing/sign-in.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
let root: string;
beforeAll(async () => {
  test = await startTestApp();
  root = await rootUnit(test);
});
afterAll(() => test.close());

const patchUnit = (id: string, body: unknown, as = test.admin.key) =>
  test.request('PATCH', `/units/${id}`, { as, body });
const patchTeam = (id: string, body: unknown, as = test.admin.key) =>
  test.request('PATCH', `/teams/${id}`, { as, body });
const openTicket = async (team_id: string) => {
  const { status, body } = await test.request('POST', '/tickets', {
    body: { subject: 'A', body: 'B', customer: { name: 'Li Wei' }, team_id },
  });
  expect(status).toBe(201);
  return body.number as number;
};
async function close(number: number) {
  await test.request('POST', `/tickets/${number}/take`, {});
  const { headers } = await test.request('GET', `/tickets/${number}`);
  const { status } = await test.request('PATCH', `/tickets/${number}`, {
    body: { status: 'closed' },
    headers: { 'if-match': String(headers.etag) },
  });
  expect(status).toBe(200);
}

describe('a unit', () => {
  it('stands below another, has a head, and rights reach down into it at once', async () => {
    const head = await addUser(test, { role: null });
    const agent = await addUser(test, { role: 'agent', unit: root });
    const revision = (await test.request('GET', '/configuration')).body.revision;
    const { status, body: unit } = await test.request('POST', '/units', {
      body: { name: { zh: '北京', en: 'Beijing' }, parent_id: root, head_id: head.id },
    });
    expect(status).toBe(201);
    expect(unit).toMatchObject({ parent_id: root, head: { id: head.id, name: head.name }, active: true });
    const { body: me } = await test.request('GET', '/session', { as: agent.key });
    expect(me.permissions['ticket.read']).toContain(unit.id);
    expect((await test.request('GET', '/configuration')).body.revision).toBeGreaterThan(revision);
    const renamed = await patchUnit(unit.id, { name: { en: 'Beijing', zh: '北京' } });
    expect(renamed.status).toBe(200);
    expect(await eventsOf(test, unit.id)).toEqual(['unit.created']);
    await patchUnit(unit.id, { name: 'Peking', head_id: null });
    expect(await eventsOf(test, unit.id)).toEqual(['unit.created', 'unit.changed']);
  });

  it('never lies below itself, and there is one root', async () => {
    const upper = await addUnit(test);
    const lower = await addUnit(test, { parent: upper });
    for (const parent_id of [upper, lower]) {
      const answer = await patchUnit(upper, { parent_id });
      expect([answer.status, answer.body.errors[0].code]).toEqual([422, 'units_in_circle']);
    }
    expect((await patchUnit(upper, { parent_id: null })).body.errors[0].code).toBe('one_root');
    expect((await patchUnit(root, { parent_id: upper })).body.errors[0].code).toBe('one_root');
    const second = await test.request('POST', '/units', { body: { name: 'Second', parent_id: null } });
    expect(second.body.errors[0].code).toBe('one_root');
    expect((await patchUnit(lower, { parent_id: root })).status).toBe(200);
  });

  it('closes no circle with two moves at the same moment', async () => {
    const [a, b] = [await addUnit(test), await addUnit(test)];
    const answers = await Promise.all([patchUnit(a, { parent_id: b }), patchUnit(b, { parent_id: a })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
  });

  it('is not taken out of use while it holds teams, units or open tickets', async () => {
    const unit = await addUnit(test);
    const child = await addUnit(test, { parent: unit });
    const team = await addTeam(test, { unit });
    const refused = await patchUnit(unit, { active: false });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'unit_in_use', params: { units: 1, teams: 1, tickets: 0 } });
    expect(refused.body.detail).toBe(
      'The unit still has 1 units, 1 teams and 0 open tickets. Move or finish them first.',
    );
    await patchTeam(team, { active: false });
    await patchUnit(child, { active: false });
    const done = await patchUnit(unit, { active: false });
    expect(done.body.active).toBe(false);
    expect((await patchUnit(child, { active: true })).status).toBe(422);
    expect((await patchUnit(unit, { active: true })).body.active).toBe(true);
    expect((await patchUnit(root, { active: false })).body.code).toBe('root_unit_stays');
  });

  it('is moved only by somebody who could grant the roles that reach it there', async () => {
    await test.request('PUT', '/configuration/roles/builder', {
      body: { value: { name: 'Builder', permissions: ['people.manage'], order: 9 } },
    });
    const division = await addUnit(test);
    const [from, to] = [await addUnit(test, { parent: division }), await addUnit(test, { parent: division })];
    const unit = await addUnit(test, { parent: from });
    const builder = await addUser(test, { role: 'builder', unit: division });
    expect((await patchUnit(unit, { parent_id: to }, builder.key)).status).toBe(200);
    await addUser(test, { role: 'manager', unit: from });
    const beyond = await patchUnit(unit, { parent_id: from }, builder.key);
    expect([beyond.status, beyond.body.code]).toEqual([403, 'role_beyond_yours']);
    expect((await patchUnit(unit, { parent_id: root }, builder.key)).status).toBe(403);
    expect((await patchUnit(unit, { parent_id: from })).status).toBe(200);
  });
});

describe('a team', () => {
  it('has members, its lead among them', async () => {
    const [lead, member, next] = [await addUser(test), await addUser(test), await addUser(test)];
    const { status, body: team } = await test.request('POST', '/teams', {
      body: { name: 'Night', unit_id: root, lead_id: lead.id, member_ids: [member.id] },
    });
    expect(status).toBe(201);
    const idsOf = (body: { members: { id: string }[] }) => body.members.map((one) => one.id).sort();
    expect(idsOf(team)).toEqual([lead.id, member.id].sort());
    const changed = await patchTeam(team.id, { lead_id: next.id });
    expect(changed.body.lead.id).toBe(next.id);
    expect(idsOf(changed.body)).toEqual([lead.id, member.id, next.id].sort());
    const left = await patchTeam(team.id, { member_ids: [member.id] });
    expect(idsOf(left.body)).toEqual([member.id, next.id].sort());
    expect((await patchTeam(team.id, { member_ids: [member.id] })).status).toBe(200);
    expect(await eventsOf(test, team.id)).toEqual(['team.created', 'team.changed', 'team.changed']);
  });

  it('says which of its members can be given something: not who was invited and has not come', async () => {
    const [here, invited] = [await addUser(test), await addUser(test, { state: 'invited' })];
    const { body: team } = await test.request('POST', '/teams', {
      body: { name: 'Day', unit_id: root, member_ids: [here.id, invited.id] },
    });
    expect(team.members).toHaveLength(2);
    expect(team.assignable.map((one: { id: string }) => one.id)).toEqual([here.id]);
  });

  it("hands what is its lead's to do on to the next lead, or to the team", async () => {
    const [first, second] = [await addUser(test), await addUser(test)];
    const team = await addTeam(test, { lead: first.id });
    const number = await openTicket(team);
    const owners = async () => {
      const { body } = await test.request('GET', `/tickets/${number}`);
      const owed = body.obligations.map(
        (one: { kind: string; owner: { user: { id: string } | null; team: { id: string } | null } }) => [
          one.kind,
          one.owner.user?.id ?? one.owner.team?.id,
        ],
      );
      return Object.fromEntries(owed);
    };
    const all = (owner: string) => ({ take_ownership: owner, first_reply: owner, resolution: owner });
    expect(await owners()).toEqual(all(first.id));
    await patchTeam(team, { lead_id: second.id });
    expect(await owners()).toEqual(all(second.id));
    await patchTeam(team, { lead_id: null });
    expect(await owners()).toEqual(all(team));
    const { body } = await test.request('GET', `/tickets/${number}`);
    expect(
      body.timeline.filter((one: { kind: string }) => one.kind === 'obligation.owner_changed'),
    ).toHaveLength(6);
  });

  it('neither ends nor moves while it holds open tickets', async () => {
    const team = await addTeam(test);
    const unit = await addUnit(test);
    const number = await openTicket(team);
    for (const body of [{ active: false }, { unit_id: unit }]) {
      const refused = await patchTeam(team, body);
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({ code: 'team_has_tickets', params: { tickets: 1 } });
    }
    await close(number);
    expect((await patchTeam(team, { unit_id: unit })).body.unit_id).toBe(unit);
    expect((await patchTeam(team, { active: false })).body.active).toBe(false);
  });

  it('does not end under the tickets that are being put there', async () => {
    const team = await addTeam(test);
    const outcomes = await Promise.all([
      ...Array.from({ length: 4 }, () =>
        test.request('POST', '/tickets', {
          body: { subject: 'A', body: 'B', customer: { name: 'Li Wei' }, team_id: team },
        }),
      ),
      patchTeam(team, { active: false }),
    ]);
    const { body } = await test.request('GET', '/teams');
    const active = body.items.find((one: { id: string }) => one.id === team).active;
    const opened = outcomes.slice(0, 4).filter((answer) => answer.status === 201).length;
    expect(active).toBe(opened > 0);
  });

  it('does not end while a web form or the settings lead to it', async () => {
    const team = await addTeam(test);
    const form = { name: 'Form', team_id: team, type: null, active: true };
    await test.request('PUT', '/configuration/web_forms/night', { body: { value: form } });
    expect((await patchTeam(team, { active: false })).body.code).toBe('team_of_web_form');
    await test.request('DELETE', '/configuration/web_forms/night');
    await test.request('PUT', '/configuration/settings/default_team', { body: { value: { value: team } } });
    expect((await patchTeam(team, { active: false })).body.code).toBe('team_is_default');
    await test.request('DELETE', '/configuration/settings/default_team');
    expect((await patchTeam(team, { active: false })).status).toBe(200);
  });

  it('is for managers of people in its unit', async () => {
    await test.request('PUT', '/configuration/roles/builder', {
      body: { value: { name: 'Builder', permissions: ['people.manage'], order: 9 } },
    });
    const [unit, other] = [await addUnit(test), await addUnit(test)];
    const builder = await addUser(test, { role: 'builder', unit });
    const [here, there] = [await addTeam(test, { unit }), await addTeam(test, { unit: other })];
    expect((await patchTeam(here, { name: 'Ours' }, builder.key)).status).toBe(200);
    expect((await patchTeam(there, { name: 'Theirs' }, builder.key)).status).toBe(403);
    expect((await patchTeam(here, { unit_id: other }, builder.key)).status).toBe(403);
    const { body } = await test.request('GET', '/teams', { as: builder.key });
    expect(body.items.map((team: { id: string }) => team.id)).toEqual(expect.arrayContaining([here, there]));
  });
});
