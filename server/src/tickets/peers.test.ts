import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { change, mails, open, page, post, reply, tokenOf } from './testing/desk.ts';
import { customerWrites, factsOf, pass, stepsOf } from './testing/twins.ts';

// What users of other help desks have asked for, for years in some cases: one test for each wish, named by its row.

let test: TestApp;
let bo: AddedUser;
let cy: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  bo = await addUser(test, { name: 'Bo' });
  cy = await addUser(test, { name: 'Cy' });
});
afterAll(() => test.close());

describe('row 14: merge from the list, from the ticket, and suggested', () => {
  it('merges what was chosen in the list, each with its own result', async () => {
    const [a, b, into] = [await open(test), await open(test), await open(test)];
    await post(test, b, 'merge', { into });
    const { body } = await test.request('POST', '/tickets/bulk', {
      as: bo.key,
      body: { numbers: [a, b], action: { merge_into: into } },
    });
    expect(body.results).toEqual([
      { number: a, ok: true, problem: null },
      { number: b, ok: false, problem: expect.stringContaining('merged into another') },
    ]);
    expect((await page(test, into)).messages).toHaveLength(3);
  });

  it('suggests other unfinished tickets of the same person about the same thing', async () => {
    const email = 'suggest@example.com';
    const first = await open(test, { email, subject: 'Router has no light' });
    const same = await open(test, { email, subject: 'no light on the router!' });
    await open(test, { email, subject: 'Invoice of March' });
    await open(test, { subject: 'Router has no light' });
    const closed = await open(test, { email, subject: 'Router has no light' });
    await change(test, closed, { status: 'closed' });
    const suggestions = async (number: number) =>
      (await test.request('GET', `/tickets/${number}/merge-suggestions`, { as: bo.key })).body.items;
    expect((await suggestions(first)).map((one: { number: number }) => one.number)).toEqual([same]);
    expect((await post(test, first, 'merge', { into: same }, bo.key)).status).toBe(201);
    expect(await suggestions(same)).toEqual([]);
  });

  it('suggests in Chinese as well', async () => {
    const email = 'wei@example.com';
    const first = await open(test, { email, subject: '路由器指示灯不亮' });
    const same = await open(test, { email, subject: '路由器的灯不亮了' });
    const { body } = await test.request('GET', `/tickets/${first}/merge-suggestions`);
    expect(body.items.map((one: { number: number }) => one.number)).toEqual([same]);
  });
});

describe('row 15: undo a merge', () => {
  it('has messages, due times, ledger and tags as before', async () => {
    const [source, target] = [await open(test, { tags: ['a'] }), await open(test, { tags: ['b'] })];
    const before = [await factsOf(test, source), await factsOf(test, target)];
    const ledger = await stepsOf(test, source);
    await post(test, source, 'merge', { into: target }, bo.key);
    await pass(test, 30);
    expect((await post(test, source, 'merge/undo', {}, bo.key)).status).toBe(200);
    expect([await factsOf(test, source), await factsOf(test, target)]).toEqual(before);
    const added = (await stepsOf(test, source)).filter((step) => !ledger.includes(step));
    expect(new Set(added.map((step) => step.split(' ').slice(1).join(' ')))).toEqual(
      new Set(['paused merged', 'resumed merged']),
    );
  });

  it('is limited by role', async () => {
    const observer = await addUser(test, { role: 'observer' });
    const [source, target] = [await open(test), await open(test)];
    expect((await post(test, source, 'merge', { into: target }, observer.key)).status).toBe(403);
  });
});

describe('row 16: split', () => {
  it('keeps where it came from, both ways, and counts due times from when the message came', async () => {
    const number = await open(test, { email: 'split@example.com', as: bo.key });
    await post(test, number, 'take', {}, bo.key);
    test.clock.advance(30);
    await customerWrites(test, number, 'And my bill is wrong.');
    const received = test.clock.now().toISOString();
    test.clock.advance(60);
    const message = (await page(test, number)).messages.at(-1);
    const split = await post(test, number, `messages/${message.id}/split`, { subject: 'Bill' }, bo.key);
    expect(split.status).toBe(201);
    expect(split.body.first_contact_owner.id).toBe(bo.id);
    const part = await page(test, split.body.number);
    expect(part.messages).toMatchObject([
      { body: 'And my bill is wrong.', split_from: number, at: received },
    ]);
    expect(part.links).toMatchObject([{ kind: 'related', ticket: { number } }]);
    expect(part.obligations[0].started_at).toBe(received);
    const whole = await page(test, number);
    expect(whole.messages.at(-1)).toMatchObject({ id: message.id, split_to: split.body.number });
    expect(whole.messages).toHaveLength(2);
    expect(whole.timeline.at(-2).kind).toBe('ticket.linked');
    expect(whole.timeline.at(-1)).toMatchObject({
      kind: 'ticket.split',
      data: { number: split.body.number },
    });
    const again = await post(test, number, `messages/${message.id}/split`, { subject: 'Bill' });
    expect(again.body).toMatchObject({ code: 'already_split', params: { number: split.body.number } });
  });

  it('refuses what the customer did not write, and what is not here', async () => {
    const [number, other] = [await open(test), await open(test)];
    const note = (await post(test, number, 'messages', { kind: 'note', body: 'Hm' })).body.id;
    expect((await post(test, number, `messages/${note}/split`, { subject: 'S' })).body.code).toBe(
      'split_incoming_only',
    );
    const elsewhere = (await page(test, other)).messages[0].id;
    expect((await post(test, number, `messages/${elsewhere}/split`, { subject: 'S' })).status).toBe(404);
  });
});

describe('row 17: free statuses, each in a fixed category', () => {
  it('takes one from the configuration and behaves as its category says', async () => {
    const status = { name: { en: 'With the supplier' }, category: 'on_hold', order: 10 };
    const put = await test.request('PUT', '/configuration/statuses/at_supplier', { body: { value: status } });
    expect(put.status).toBe(200);
    const number = await open(test);
    const { body } = await change(test, number, { status: 'at_supplier' });
    expect(body).toMatchObject({ status: 'at_supplier', status_category: 'on_hold' });
    const resolution = body.obligations.find((one: { kind: string }) => one.kind === 'resolution');
    expect(resolution).toMatchObject({ state: 'paused', paused_for: ['on_hold'], due_at: null });
    const { body: list } = await test.request('GET', '/tickets?status=on_hold');
    expect(list.items).toMatchObject([{ number, status: 'at_supplier' }]);
    expect((await change(test, number, { status: 'unheard_of' })).status).toBe(422);
  });
});

describe('row 19: two agents write at once', () => {
  const draft = (number: number, body: object, as: string) =>
    test.request('PUT', `/tickets/${number}/draft`, { as, body });
  const drafts = async (number: number, as: string) =>
    (await test.request('GET', `/tickets/${number}/draft`, { as })).body.drafts;

  it('keeps the texts of both, whatever happens to the ticket', async () => {
    const number = await open(test);
    await draft(number, { kind: 'reply', body: "Bo's answer" }, bo.key);
    await draft(number, { kind: 'note', body: "Bo's note" }, bo.key);
    await draft(number, { kind: 'reply', body: "Cy's answer" }, cy.key);
    const team = await addTeam(test);
    await post(test, number, 'transfer', { team_id: team, reason: 'theirs' });
    await change(test, number, { subject: 'Other', status: 'waiting' });
    await post(test, number, 'merge', { into: await open(test) });
    await post(test, number, 'merge/undo');
    expect(await drafts(number, bo.key)).toMatchObject([
      { kind: 'reply', body: "Bo's answer" },
      { kind: 'note', body: "Bo's note" },
    ]);
    expect(await drafts(number, cy.key)).toMatchObject([{ kind: 'reply', body: "Cy's answer" }]);
  });

  it('refuses the reply of whoever has not seen the newest messages, shows them, and keeps the draft', async () => {
    const number = await open(test);
    const seen = (await page(test, number)).messages.at(-1).id;
    await draft(number, { kind: 'reply', body: 'Mine' }, bo.key);
    test.clock.advance(1);
    await reply(test, number, 'I was faster', cy.key);
    const late = { kind: 'reply', body: 'Mine', last_seen_message: seen };
    const refused = await post(test, number, 'messages', late, bo.key);
    expect(refused.status).toBe(409);
    expect(refused.body.current.messages).toMatchObject([{ author: 'Cy', body: 'I was faster' }]);
    expect(await drafts(number, bo.key)).toMatchObject([{ body: 'Mine' }]);
    expect((await post(test, number, 'messages', { ...late, anyway: true }, bo.key)).status).toBe(201);
    expect(await drafts(number, bo.key)).toEqual([]);
  });

  it('shows the draft of a merged ticket on the one that work goes on with', async () => {
    const [source, target] = [await open(test), await open(test)];
    await draft(source, { kind: 'reply', body: 'Begun here' }, bo.key);
    await post(test, source, 'merge', { into: target });
    expect(await drafts(target, bo.key)).toMatchObject([{ thread: source, body: 'Begun here' }]);
    expect((await draft(source, { kind: 'reply', body: 'Begun here, and on' }, bo.key)).status).toBe(200);
  });

  it('leaves the text to whoever wrote it also when the ticket is out of sight', async () => {
    const number = await open(test);
    await draft(number, { kind: 'note', body: 'Mine' }, bo.key);
    await change(test, number, { confidential: true });
    expect((await test.request('GET', `/tickets/${number}`, { as: bo.key })).status).toBe(404);
    expect(await drafts(number, bo.key)).toMatchObject([{ body: 'Mine' }]);
    expect((await draft(number, { kind: 'note', body: 'Mine, to the end' }, bo.key)).status).toBe(200);
    expect((await draft(number, { kind: 'note', body: 'Hers' }, cy.key)).status).toBe(404);
    expect((await test.request('GET', `/tickets/${number}/draft`, { as: cy.key })).status).toBe(404);
  });

  it('tells two windows of one person apart', async () => {
    const number = await open(test);
    const first = await draft(number, { kind: 'reply', body: 'One', base: null }, bo.key);
    expect(first.status).toBe(200);
    test.clock.advance(1);
    const other = await draft(number, { kind: 'reply', body: 'Two', base: null }, bo.key);
    expect(other.body).toMatchObject({ code: 'draft_elsewhere', current: { body: 'One' } });
    const base = first.body.saved_at;
    expect((await draft(number, { kind: 'reply', body: 'One more', base }, bo.key)).status).toBe(200);
    expect((await draft(number, { kind: 'reply', body: '' }, bo.key)).status).toBe(200);
    expect(await drafts(number, bo.key)).toEqual([]);
  });
});

describe('row 25: a ticket that more than one customer sees', () => {
  it('gives a participant a link of their own, on which the ticket is read and answered', async () => {
    const number = await open(test, { email: 'main@example.com' });
    await open(test, {
      email: 'second@example.com',
      customer: { name: 'Wang', email: 'second@example.com' },
    });
    const { id } = await test.app.db
      .selectFrom('customer')
      .select('id')
      .where('name', '=', 'Wang')
      .executeTakeFirstOrThrow();
    const path = `/tickets/${number}/participants/${id}`;
    expect((await test.request('PUT', path, { as: bo.key })).status).toBe(204);
    expect((await test.request('PUT', path, { as: bo.key })).status).toBe(204);
    const invitations = (await mails(test)).filter((mail) => mail.to === 'second@example.com');
    expect(invitations).toHaveLength(1);
    const token = tokenOf(/http\S+/.exec(invitations[0]?.body ?? '')?.[0] ?? '');
    const read = () => test.request('GET', `/public/links/${token}`, { as: null });
    expect((await read()).body).toMatchObject({ number, may: { answer: true, decide: false } });
    await test.request('POST', `/public/links/${token}/messages`, { as: null, body: { body: 'Me too' } });
    const shown = await page(test, number);
    expect(shown.participants).toMatchObject([{ id, name: 'Wang' }]);
    expect(shown.messages.at(-1)).toMatchObject({ body: 'Me too', author: { name: 'Wang' } });
    test.clock.advance(1);
    await reply(test, number, 'To all of you', bo.key);
    const to = (await mails(test)).filter((mail) => mail.body.startsWith('To all')).map((mail) => mail.to);
    expect(to.sort()).toEqual(['main@example.com', 'second@example.com']);
    // only the customer decides, and who takes part no longer reads no longer
    await change(test, number, { status: 'resolved' });
    const decision = { as: null, body: { accepted: true } };
    expect((await test.request('POST', `/public/links/${token}/decision`, decision)).status).toBe(409);
    expect((await test.request('DELETE', path, { as: bo.key })).status).toBe(204);
    expect((await read()).status).toBe(404);
  });
});
