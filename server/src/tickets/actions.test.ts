import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addUnit, addUser, layEntry } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { change, mails, open, page, post, reply, tokenOf } from './testing/desk.ts';
import { customerWrites, pass, rowOf } from './testing/twins.ts';

let test: TestApp;
let bo: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  bo = await addUser(test, { name: 'Bo' });
});
afterAll(() => test.close());

const noticesOf = async (user: string) =>
  (
    await test.app.db
      .selectFrom('notification')
      .select('kind')
      .where('user_id', '=', user)
      .orderBy('at')
      .orderBy('id')
      .execute()
  ).map((row) => row.kind);

describe('snoozing', () => {
  it('takes a ticket out of the inbox views until its moment, while due times run on', async () => {
    const number = await open(test, { as: bo.key, assignee_id: bo.id });
    const mine = async () =>
      (await test.request('GET', '/tickets?view=mine', { as: bo.key })).body.items.map(
        (one: { number: number }) => one.number,
      );
    const until = new Date(test.clock.now().getTime() + 2 * 3_600_000).toISOString();
    const due = (await page(test, number)).next_due_at;
    await post(test, number, 'snooze', { until }, bo.key);
    expect(await mine()).not.toContain(number);
    expect((await page(test, number)).next_due_at).toBe(due);
    await pass(test, 119);
    expect(await mine()).not.toContain(number);
    await pass(test, 2);
    expect(await mine()).toContain(number);
    expect(await page(test, number)).toMatchObject({ snoozed_until: null, last_activity_at: until });
    expect(await noticesOf(bo.id)).toContain('ticket.woken');
  });

  it('is ended by a message of the customer, or by hand', async () => {
    const number = await open(test);
    const until = new Date(test.clock.now().getTime() + 3_600_000).toISOString();
    await post(test, number, 'snooze', { until });
    await customerWrites(test, number, 'Hello?');
    expect((await page(test, number)).snoozed_until).toBeNull();
    await post(test, number, 'snooze', { until });
    expect((await post(test, number, 'snooze', { until: null })).body.snoozed_until).toBeNull();
  });
});

describe('links', () => {
  const link = (from: number, kind: string, to: number, as?: string) =>
    test.request('PUT', `/tickets/${from}/links`, { ...(as ? { as } : {}), body: { kind, to } });
  const unlink = (from: number, kind: string, to: number) =>
    test.request('DELETE', `/tickets/${from}/links/${kind}/${to}`);

  it('stand on both sides, and go from either', async () => {
    const [child, parent, other] = [await open(test), await open(test), await open(test)];
    expect((await link(child, 'child_of', parent)).status).toBe(204);
    expect((await link(child, 'child_of', parent)).status).toBe(204);
    await link(other, 'related', parent);
    await link(parent, 'related', other);
    expect((await page(test, parent)).links).toMatchObject([
      { kind: 'child_of', direction: 'to', ticket: { number: child } },
      { kind: 'related', ticket: { number: other } },
    ]);
    expect((await page(test, child)).timeline.map((event: { kind: string }) => event.kind)).toEqual([
      'ticket.opened',
      'ticket.linked',
    ]);
    expect((await unlink(parent, 'child_of', child)).status).toBe(204);
    expect((await unlink(parent, 'child_of', child)).status).toBe(404);
    expect((await page(test, child)).links).toEqual([]);
  });

  it('make no ring, not even when several are set at once', async () => {
    const [a, b, c, d] = [await open(test), await open(test), await open(test), await open(test)] as const;
    expect((await link(a, 'child_of', a)).body.code).toBe('link_self');
    await link(a, 'child_of', b);
    await link(c, 'child_of', d);
    const answers = await Promise.all([link(b, 'child_of', c), link(d, 'child_of', a)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409]);
    expect((await link(d, 'incident_of', a)).status).toBe(204);
  });

  it('tell nothing of a ticket that the viewer may not see', async () => {
    const [here, secret] = [await open(test), await open(test, { confidential: true, subject: 'Secret' })];
    expect((await link(here, 'related', secret, bo.key)).status).toBe(404);
    await link(here, 'related', secret);
    expect((await page(test, here, bo.key)).links).toEqual([]);
  });
});

describe('a mass incident', () => {
  it('is told to everybody affected in one go, and closed together, each with its own result', async () => {
    const master = await open(test, { as: bo.key, channel: 'phone', subject: 'Outage' });
    expect((await post(test, master, 'incident/notice', { body: 'x' })).body.code).toBe('no_incident');
    const mine = await open(test, { as: bo.key, channel: 'phone', email: 'i1@example.com' });
    const theirs = await open(test, { channel: 'phone', email: 'i2@example.com' });
    const elsewhere = await open(test, { email: 'i3@example.com' });
    await post(test, elsewhere, 'merge', { into: await open(test) });
    for (const number of [mine, theirs, elsewhere])
      if (number !== elsewhere)
        await test.request('PUT', `/tickets/${number}/links`, { body: { kind: 'incident_of', to: master } });
    const draft = { kind: 'reply', body: 'My own text' };
    await test.request('PUT', `/tickets/${mine}/draft`, { as: bo.key, body: draft });
    const notice = { body: '{{customer.name}}, it works again.', status: 'closed' };
    const { status, body } = await post(test, master, 'incident/notice', notice, bo.key);
    expect(status).toBe(200);
    expect(body.results).toEqual([
      { number: master, ok: true, problem: null },
      { number: mine, ok: true, problem: null },
      { number: theirs, ok: false, problem: expect.stringContaining('first-contact owner') },
    ]);
    // what is refused for a ticket is refused whole: no message without its closing
    expect((await page(test, theirs)).messages).toHaveLength(1);
    expect(await page(test, mine)).toMatchObject({ status_category: 'closed', messages: { length: 2 } });
    const sent = (await mails(test)).filter((mail) => mail.body.includes('works again'));
    expect(sent.map((mail) => mail.to)).toEqual(['i1@example.com']);
    expect(sent[0]?.body).toMatch(/^Li Wei, it works again\./);
    const { body: kept } = await test.request('GET', `/tickets/${mine}/draft`, { as: bo.key });
    expect(kept.drafts).toMatchObject([{ body: 'My own text' }]);
    expect((await page(test, master)).timeline.map((event: { kind: string }) => event.kind)).toContain(
      'ticket.incident_notified',
    );
  });
});

describe('tasks', () => {
  it('are given, seen by whoever has them, finished and taken up again', async () => {
    const far = await addUser(test, { unit: await addUnit(test), name: 'Far' });
    const number = await open(test);
    const task = await post(test, number, 'tasks', { title: 'Measure', assignee_id: far.id }, bo.key);
    expect(task.status).toBe(201);
    const patch = (body: object, as: string) =>
      test.request('PATCH', `/tickets/${number}/tasks/${task.body.id}`, { as, body });
    expect((await page(test, number, far.key)).tasks).toMatchObject([{ title: 'Measure', done_at: null }]);
    expect(await noticesOf(far.id)).toContain('task.given');
    expect((await patch({ done: true }, far.key)).body.done_at).toBe(test.clock.now().toISOString());
    expect((await patch({ done: true }, far.key)).status).toBe(200);
    expect((await patch({ done: false, due_at: '2026-12-01T09:00:00Z' }, bo.key)).body).toMatchObject({
      done_at: null,
      due_at: '2026-12-01T09:00:00.000Z',
    });
    const kinds = (await page(test, number)).timeline.map((event: { kind: string }) => event.kind);
    expect(kinds).toEqual(['ticket.opened', 'task.added', 'task.done', 'task.reopened']);
    const observer = await addUser(test, { role: 'observer' });
    expect((await patch({ done: true }, observer.key)).status).toBe(403);
    const other = await open(test);
    const elsewhere = await test.request('PATCH', `/tickets/${other}/tasks/${task.body.id}`, { body: {} });
    expect(elsewhere.status).toBe(404);
  });
});

describe('watchers', () => {
  it('see the ticket from then on; anybody may watch, writers may add others', async () => {
    const [far, observer] = [
      await addUser(test, { unit: await addUnit(test) }),
      await addUser(test, { role: 'observer' }),
    ];
    const number = await open(test);
    const watch = (method: string, who: AddedUser, as: AddedUser) =>
      test.request(method, `/tickets/${number}/watchers/${who.id}`, { as: as.key });
    expect((await watch('PUT', far, far)).status).toBe(404);
    expect((await watch('PUT', observer, observer)).status).toBe(204);
    expect((await watch('PUT', far, observer)).status).toBe(403);
    expect((await watch('PUT', far, bo)).status).toBe(204);
    expect((await page(test, number, far.key)).watchers.map((one: { id: string }) => one.id).sort()).toEqual(
      [far.id, observer.id].sort(),
    );
    await customerWrites(test, number, 'Hello?');
    await reply(test, number, 'Hello!');
    expect(await noticesOf(far.id)).toEqual([
      'ticket.watcher_added',
      'ticket.message_received',
      'ticket.answered',
    ]);
    expect((await watch('DELETE', far, far)).status).toBe(204);
    expect((await watch('PUT', far, far)).status).toBe(404);
  });
});

describe('macros and canned answers', () => {
  it('fill variables in, in the language of the ticket', async () => {
    const number = await open(test);
    await change(test, number, { language: 'es' });
    const { body } = await test.request('GET', `/tickets/${number}/canned/greeting`, { as: bo.key });
    expect(body.body).toBe(
      `Estimado/a Li Wei: hemos recibido su solicitud (n.º ${number}) y me ocuparé de ella hasta el final.`,
    );
    expect((await test.request('GET', `/tickets/${number}/canned/unheard_of`)).status).toBe(404);
    const observer = await addUser(test, { role: 'observer' });
    const forbidden = await test.request('GET', `/tickets/${number}/canned/greeting`, { as: observer.key });
    expect(forbidden.status).toBe(403);
  });

  it('carry out all they say in one step', async () => {
    const value = {
      name: 'Take and ask',
      order: 5,
      note: 'Asked for details',
      reply: { en: 'Hello {{ customer.name }}, see {{ticket.link}}' },
      set: { status: 'waiting', urgency: 'high', add_tags: ['asked'], assign_to_me: true },
    };
    await test.request('PUT', '/configuration/macros/take_and_ask', { body: { value } });
    const number = await open(test);
    const { status, body } = await post(test, number, 'macros/take_and_ask', undefined, bo.key);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status_category: 'waiting_for_customer',
      urgency: 'high',
      priority: 'high',
      tags: ['asked'],
      assignee: { id: bo.id },
      first_contact_owner: { id: bo.id },
    });
    expect(body.messages.slice(1).map((message: { kind: string }) => message.kind)).toEqual([
      'note',
      'reply',
    ]);
    const url = /http\S+/.exec(body.messages[2].body)?.[0] ?? '';
    const linked = await test.request('GET', `/public/links/${tokenOf(url)}`, { as: null });
    expect(linked.body.number).toBe(number);
  });

  it('send nothing with a variable that does not exist, nor past unseen messages', async () => {
    const number = await open(test);
    const broken = { name: 'Broken', order: 6, reply: { en: 'Dear {{customer.nmae}}' } };
    const saved = await test.request('PUT', '/configuration/macros/broken', { body: { value: broken } });
    expect(saved.body.errors[0]).toMatchObject({ field: 'value.reply', code: 'variable_unknown' });
    // a pack may have brought it in
    await layEntry(test, 'macros', 'broken', broken);
    const refused = await post(test, number, 'macros/broken');
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'variable_unknown',
      params: { name: '{{customer.nmae}}' },
    });
    const seen = (await page(test, number)).messages[0].id;
    test.clock.advance(1);
    await customerWrites(test, number, 'Wait');
    const stale = await post(test, number, `macros/ask_details?last_seen_message=${seen}`);
    expect(stale.body).toMatchObject({ code: 'newer_messages', current: { messages: [{ body: 'Wait' }] } });
    expect((await page(test, number)).messages).toHaveLength(2);
  });
});

describe('changing many at once', () => {
  it('gives each its own result in the reader’s language, and the same again for the same key', async () => {
    const [mine, theirs] = [
      await open(test, { as: bo.key, channel: 'phone' }),
      await open(test, { channel: 'phone' }),
    ];
    const call = () =>
      test.request('POST', '/tickets/bulk', {
        as: bo.key,
        headers: { 'idempotency-key': 'bulk-1', 'accept-language': 'es' },
        body: { numbers: [theirs, mine, 999_999], action: { status: 'closed', add_tags: ['x'] } },
      });
    const first = await call();
    expect(first.body.results).toEqual([
      { number: theirs, ok: false, problem: expect.stringContaining('responsable') },
      { number: mine, ok: true, problem: null },
      { number: 999_999, ok: false, problem: expect.stringContaining('No existe') },
    ]);
    expect((await page(test, theirs)).tags).toEqual([]);
    const before = await rowOf(test, mine);
    expect(before).toMatchObject({ status_category: 'closed', tags: ['x'] });
    expect((await call()).body).toEqual(first.body);
    expect(await rowOf(test, mine)).toEqual(before);
  });

  it('assigns and transfers', async () => {
    const [a, b] = [await open(test), await open(test)];
    const { id: team } = (await page(test, a)).team;
    const bulk = (action: object) =>
      test.request('POST', '/tickets/bulk', { body: { numbers: [a, b], action } });
    await bulk({ assignee_id: bo.id });
    expect(await page(test, b)).toMatchObject({ assignee: { id: bo.id } });
    const { body } = await bulk({ transfer: { team_id: team, reason: 'Back' } });
    expect(body.results.every((one: { ok: boolean }) => one.ok)).toBe(true);
    expect((await page(test, a)).timeline.at(-1).kind).toBe('ticket.transferred');
  });
});

describe('the private link of a customer', () => {
  it('is given to an agent, the same each time, and mailed when asked', async () => {
    const number = await open(test, { email: 'link@example.com' });
    const { body } = await post(test, number, 'customer-link', {}, bo.key);
    expect((await post(test, number, 'customer-link', { send: true }, bo.key)).body).toEqual(body);
    const sent = (await mails(test)).filter((mail) => mail.to === 'link@example.com');
    expect(sent).toMatchObject([{ kind: 'link', body: expect.stringContaining(body.url) }]);
    expect((await page(test, number)).timeline.at(-1)).toMatchObject({
      kind: 'ticket.link_given',
      data: { sent: true },
    });
    const observer = await addUser(test, { role: 'observer' });
    expect((await post(test, number, 'customer-link', {}, observer.key)).status).toBe(403);
    const stranger = (await page(test, await open(test))).customer.id;
    const wrong = await post(test, number, 'customer-link', { customer_id: stranger });
    expect(wrong.body.errors[0].code).toBe('customer_not_on_ticket');
    const { body: byPhone } = await test.request('POST', '/tickets', {
      body: { subject: 'S', body: 'B', customer: { name: 'No address' } },
    });
    const unsent = await post(test, byPhone.number, 'customer-link', { send: true });
    expect(unsent.body.code).toBe('no_address');
  });
});
