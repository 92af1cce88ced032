import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser, rootUnit } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
let owner: AddedUser;
let head: AddedUser;
let unit: string;
let number: number;
beforeEach(async () => {
  test = await startTestApp();
  const team = await addTeam(test);
  owner = await addUser(test, { name: 'Owner', team });
  head = await addUser(test, { name: 'Head', role: 'manager' });
  unit = await addUnit(test, { name: 'Technics', head: head.id });
  const opened = await test.request('POST', '/tickets', {
    body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' }, team_id: team },
  });
  number = opened.body.number;
  expect((await test.request('POST', `/tickets/${number}/take`, { as: owner.key })).status).toBe(200);
});
afterEach(() => test.close());

const facts = 'Asked three times since Monday; nobody comes.';
const record = (body: object = {}, as = owner.key) =>
  test.request('POST', `/tickets/${number}/internal-complaints`, {
    as,
    body: { unit_id: unit, facts, ...body },
  });
const list = async (as: string) => (await test.request('GET', '/internal-complaints', { as })).body.items;

describe('FCR-04: a department that does not help', () => {
  it('is put on record by the first-contact owner for the responsible manager, who owes an answer', async () => {
    const { status, body } = await record();
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ ticket: number, unit: { id: unit }, facts, manager: { id: head.id } });
    const { body: duties } = await test.request('GET', '/duties', { as: head.key });
    expect(duties.items).toMatchObject([{ kind: 'internal_complaint', subject: { id: body.id } }]);
    const answer = await test.request('POST', `/internal-complaints/${body.id}/answer`, {
      as: head.key,
      body: { answer: 'Somebody comes tomorrow.' },
    });
    expect(answer.body).toMatchObject({ answer: 'Somebody comes tomorrow.', may_answer: false });
    expect((await test.request('GET', '/duties', { as: head.key })).body.items).toEqual([]);
    expect(await list(owner.key)).toMatchObject([{ answer: 'Somebody comes tomorrow.' }]);
    for (const [user, kind] of [
      [head, 'internal_complaint.recorded'],
      [owner, 'internal_complaint.answered'],
    ] as const) {
      const { body: notices } = await test.request('GET', '/notifications', { as: user.key });
      expect(notices.items.map((notice: { kind: string }) => notice.kind)).toContain(kind);
    }
  });

  it('is known to these two alone: not to the administrator, and not from the ticket or its events', async () => {
    const { body } = await record();
    expect(await list(owner.key)).toHaveLength(1);
    expect(await list(head.key)).toHaveLength(1);
    expect(await list(test.admin.key)).toEqual([]);
    const answered = await test.request('POST', `/internal-complaints/${body.id}/answer`, {
      body: { answer: 'Mine.' },
    });
    expect(answered.status).toBe(404);
    const { body: page } = await test.request('GET', `/tickets/${number}`);
    expect(JSON.stringify(page)).not.toContain('internal_complaint');
    const events = await test.app.db.selectFrom('event').select(['kind', 'data']).execute();
    const payloads = await test.app.db.selectFrom('event_payload').select('body').execute();
    expect(JSON.stringify([events, payloads])).not.toContain('three times');
    const told = events.find((event) => event.kind === 'internal_complaint.recorded');
    expect(told?.data).toEqual({ complaint: body.id });
  });

  it('is for the first-contact owner to record', async () => {
    const colleague = await addUser(test);
    const { status, body } = await record({}, colleague.key);
    expect([status, body.code, body.rule]).toEqual([409, 'complaint_by_owner_only', 'FCR-04']);
  });

  it('passes over a head whom it is about, and says so when there is nobody else', async () => {
    const root = await rootUnit(test); // headed by the administrator
    const refused = await record({ unit_id: root, person_id: test.admin.id });
    expect([refused.status, refused.body.code]).toEqual([409, 'no_head_above']);
    const director = await addUser(test, { name: 'Director', role: 'manager' });
    const below = await addUnit(test, {
      name: 'Cables',
      parent: await addUnit(test, { name: 'Works', head: director.id }),
      head: head.id,
    });
    const { body } = await record({ unit_id: below, person_id: head.id });
    expect(body).toMatchObject({ manager: { id: director.id }, person: { id: head.id } });
    expect(await list(head.key)).toEqual([]);
  });
});
