import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOn } from '../events/reader.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { addTeam, addUser } from '../platform/testing/factories.ts';
import { type Desk, madrid, startDesk } from '../policies/testing/desk.ts';
import { mails, page } from '../tickets/testing/desk.ts';
import { queueDeliveries } from '../webhooks/queue-deliveries.ts';
import { queueWork } from './queue-work.ts';
import { runAutomation } from './run-automation.ts';
import { eventsOf, firings, putRule, runRules } from './testing/rules.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

describe('a rule on an event', () => {
  it('fires once, as the product itself, and every event names the rule', async () => {
    await putRule(test, 'raise', { name: { en: 'Raise it' } });
    const number = await desk.openTicket();
    expect(await runRules(test)).toBeGreaterThan(0);
    await runRules(test);
    expect((await page(test, number)).priority).toBe('high');
    expect(await firings(test)).toMatchObject([
      { rule_key: 'raise', outcome: 'done', did: ['raise_priority'], depth: 1 },
    ]);
    const [changed] = await eventsOf(test, 'ticket.changed');
    expect(changed).toMatchObject({
      actor_kind: 'system',
      data: { because: 'automation', rule: 'raise', depth: 1 },
    });
    const told = (await page(test, number)).timeline.find(
      ({ kind }: { kind: string }) => kind === 'automation.fired',
    );
    expect(told).toMatchObject({
      data: { rule: 'raise', did: ['raise_priority'] },
      payload: { name: { en: 'Raise it' } },
    });
  });

  it('asks its condition, in order, of what the rules before it have left', async () => {
    await putRule(test, 'second', {
      order: 2,
      when: { field: 'priority', is: 'high' },
      do: [{ do: 'change', set: { add_tags: ['seen'] } }],
    });
    await putRule(test, 'first', { order: 1, when: { field: 'subject', contains: 'router' } });
    await putRule(test, 'never', { order: 3, when: { field: 'tags', contains: 'unknown' } });
    const number = await desk.openTicket();
    await runRules(test);
    expect((await page(test, number)).tags).toEqual(['seen']);
    expect((await firings(test)).map((firing) => firing.rule_key)).toEqual(['first', 'second']);
  });

  it('fires only on the change that it asks for', async () => {
    const on = { events: ['changed'] };
    const tag = (name: string) => [{ do: 'change', set: { add_tags: [name] } }];
    await putRule(test, 'to_high', {
      on,
      changed: { field: 'urgency', from: 'normal', to: 'high' },
      do: tag('urgent now'),
    });
    await putRule(test, 'from_tag', { on, changed: { field: 'tags', from: 'vip' }, do: tag('was vip') });
    await putRule(test, 'any', { on, changed: { field: 'assignee' }, do: tag('moved') });
    const number = await desk.openTicket({ tags: ['vip'] });
    await desk.change(number, { urgency: 'low' });
    await runRules(test);
    expect(await firings(test)).toEqual([]);
    await desk.change(number, { urgency: 'normal' });
    await desk.change(number, { urgency: 'high' });
    await desk.change(number, { remove_tags: ['vip'] });
    await runRules(test);
    expect((await page(test, number)).tags.sort()).toEqual(['urgent now', 'was vip']);
  });

  it('keeps to its calendar at the moment of the event, however late it is asked', async () => {
    await putRule(test, 'in', {
      within_calendar: 'front_desk',
      do: [{ do: 'change', set: { add_tags: ['in'] } }],
    });
    await putRule(test, 'out', {
      outside_calendar: 'front_desk',
      do: [{ do: 'change', set: { add_tags: ['out'] } }],
    });
    const day = await desk.openTicket();
    test.clock.set(madrid('2026-11-23T20:00'));
    const night = await desk.openTicket();
    test.clock.set(madrid('2026-11-24T10:00'));
    await runRules(test);
    expect((await page(test, day)).tags).toEqual(['in']);
    expect((await page(test, night)).tags).toEqual(['out']);
  });

  it('is not for what happened before it was made or changed', async () => {
    const number = await desk.openTicket();
    await putRule(test, 'late');
    await runRules(test);
    expect((await page(test, number)).priority).toBe('normal');
  });

  it('assigns, passes on, adds watchers and tasks, notes, tells people and replies without that being an answer', async () => {
    const lead = await addUser(test, { name: 'Lead' });
    const agent = await addUser(test, { name: 'Agent', team: desk.team });
    const other = await addTeam(test, { name: 'Second line', lead: lead.id, members: [agent.id] });
    await desk.put('canned/received', {
      name: 'Received',
      body: { en: 'We have your request {{ticket.number}}.' },
      order: 1,
    });
    await putRule(test, 'all', {
      do: [
        { do: 'transfer', team_id: other },
        { do: 'assign', user_id: agent.id },
        { do: 'add_watcher', user_id: lead.id },
        { do: 'open_task', title: 'Call', user_id: lead.id },
        { do: 'note', text: 'Handled by a rule.' },
        { do: 'notify', to: 'team_lead' },
        { do: 'reply', canned: 'received' },
      ],
    });
    const number = await desk.openTicket({ customer: { name: 'Ana', email: 'ana@example.com' } });
    await runRules(test);
    const ticket = await page(test, number);
    expect(ticket).toMatchObject({
      team: { id: other },
      assignee: { id: agent.id },
      watchers: [{ id: lead.id }],
      tasks: [{ title: 'Call', assignee: { id: lead.id } }],
    });
    expect(
      ticket.messages.map(({ kind, author }: { kind: string; author: { kind: string } }) => [
        kind,
        author.kind,
      ]),
    ).toEqual([
      ['incoming', 'customer'],
      ['note', 'system'],
      ['reply', 'system'],
    ]);
    expect((await mails(test)).map(({ body }) => body)).toEqual([
      expect.stringContaining(`We have your request ${number}.`),
    ]);
    const { body } = await test.request('GET', '/notifications', { as: lead.key });
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toContain('automation.fired');
    // nobody has answered yet
    expect((await desk.only(number, 'first_reply')).state).toBe('open');
    expect(await desk.problems()).toEqual([]);
  });

  it('calls a webhook that asks for nothing of the kind', async () => {
    const { body: webhook } = await test.request('POST', '/webhooks', {
      body: { url: 'https://hooks.example.com/in', events: ['customer.*'] },
    });
    await putRule(test, 'call', { do: [{ do: 'call_webhook', webhook: webhook.id }] });
    await desk.openTicket();
    await runRules(test);
    await sequenceAll(test.app);
    await readOn(test.app, test.systemContext, queueDeliveries);
    const deliveries = await test.app.db
      .selectFrom('webhook_delivery')
      .select('kind')
      .where('kind', 'like', 'automation.%')
      .execute();
    expect(deliveries).toEqual([{ kind: 'automation.fired' }]);
  });

  it('carries a macro out, and applies nothing of it when a part is refused', async () => {
    await desk.put('macros/close', {
      name: 'Close',
      order: 1,
      note: 'Closed by itself.',
      set: { status: 'resolved', assign_to_me: true },
    });
    await putRule(test, 'macro', { do: [{ do: 'macro', macro: 'close' }] });
    const number = await desk.openTicket();
    await runRules(test);
    expect(await page(test, number)).toMatchObject({ status: 'resolved', assignee: null });
  });
});

describe('a rule that cannot do what it says', () => {
  it('is taken back as a whole, told on the ticket in plain words, and holds up nothing', async () => {
    const agent = await addUser(test, { name: 'Agent', team: desk.team });
    await putRule(test, 'broken', {
      do: [
        { do: 'change', set: { add_tags: ['half'] } },
        { do: 'assign', user_id: agent.id },
      ],
    });
    await putRule(test, 'good', { order: 2, do: [{ do: 'change', set: { add_tags: ['good'] } }] });
    const left = await test.request('POST', `/users/${agent.id}/deactivate`, {
      body: { successor_id: test.admin.id },
    });
    expect(left.status).toBe(200);
    const number = await desk.openTicket();
    await runRules(test);
    const ticket = await page(test, number);
    expect(ticket.tags).toEqual(['good']);
    const failed = ticket.timeline.find(({ kind }: { kind: string }) => kind === 'automation.failed');
    expect(failed.data).toMatchObject({ rule: 'broken', problem: 'user_unknown' });
    const { body } = await test.request('GET', '/automation/rules/broken/firings');
    expect(body.items).toMatchObject([
      { outcome: 'failed', did: [], problem: { code: 'user_unknown' }, ticket: { number } },
    ]);
    expect(body.items[0].problem.message).toMatch(/^[A-Z].*\.$/);
  });

  it('leaves a closed ticket as it is', async () => {
    await putRule(test, 'assign', {
      on: { events: ['status_changed'] },
      when: { field: 'status_category', is: 'closed' },
      do: [{ do: 'assign', user_id: test.admin.id }],
    });
    const number = await desk.openTicket();
    await desk.change(number, { status: 'closed' });
    await runRules(test);
    expect((await page(test, number)).assignee).toBeNull();
    expect(await firings(test)).toMatchObject([{ outcome: 'failed', problem: 'rule_ticket_closed' }]);
  });

  it('opens no confidential ticket to anybody who may not see it', async () => {
    const agent = await addUser(test, { name: 'Agent', team: desk.team });
    const manager = await addUser(test, { name: 'Manager', team: desk.team, role: 'manager' });
    const to = (user: string) => [
      { do: 'notify', to: 'team' },
      { do: 'add_watcher', user_id: user },
    ];
    await putRule(test, 'agent', { do: to(agent.id) });
    await putRule(test, 'manager', { order: 2, do: to(manager.id) });
    const number = await desk.openTicket({ confidential: true });
    await runRules(test);
    expect((await page(test, number)).watchers).toMatchObject([{ id: manager.id }]);
    expect(await firings(test)).toMatchObject([
      { rule_key: 'agent', outcome: 'failed', problem: 'rule_confidential' },
      { rule_key: 'manager', outcome: 'done' },
    ]);
    const told = await test.app.db
      .selectFrom('notification')
      .select('user_id')
      .where('kind', '=', 'automation.fired')
      .execute();
    expect(told).toEqual([{ user_id: manager.id }]);
  });

  it.each([
    ['a field that there is not', { when: { field: 'nothing', is: 1 } }, 'value.when.field'],
    ['a change of what there is not', { changed: { field: 'nothing' } }, 'value.changed.field'],
    [
      'a status that there is not',
      { do: [{ do: 'change', set: { status: 'nothing' } }] },
      'value.do.0.set.status',
    ],
    ['nothing', { do: [{ do: 'change', set: {} }] }, 'value.do.0.set'],
    [
      'a person that there is not',
      { do: [{ do: 'assign', user_id: '019a0000-0000-7000-8000-000000000000' }] },
      'value.do.0.user_id',
    ],
    ['a person unnamed', { do: [{ do: 'notify', to: 'person' }] }, 'value.do.0.user_id'],
    ['a calendar that there is not', { within_calendar: 'nothing' }, 'value.within_calendar'],
    ['a variable that there is not', { do: [{ do: 'note', text: '{{nothing}}' }] }, 'value.do.0.text'],
  ])('is refused when it names %s', async (_, value, field) => {
    const { errors } = await putRule(test, 'wrong', value, 422);
    expect(errors[0].field).toBe(field);
  });

  it('keeps what it names from being taken away', async () => {
    await desk.put('macros/mine', { name: 'Mine', order: 1, set: { urgency: 'high' } });
    await putRule(test, 'macro', { do: [{ do: 'macro', macro: 'mine' }] });
    const { status, body } = await test.request('DELETE', '/configuration/macros/mine');
    expect([status, body.code]).toEqual([409, 'entry_referred_to']);
  });
});

describe('rules that set one another off', () => {
  it('end after five, and none fires on what it caused itself', async () => {
    const toggle = (from: string, to: string) => ({
      on: { events: ['changed'] },
      changed: { field: 'urgency', to: from },
      do: [{ do: 'change', set: { urgency: to } }],
    });
    await putRule(test, 'ping', toggle('high', 'low'));
    await putRule(test, 'pong', toggle('low', 'high'));
    const number = await desk.openTicket();
    await desk.change(number, { urgency: 'high' });
    await runRules(test);
    expect((await firings(test)).map(({ rule_key, depth }) => [rule_key, depth])).toEqual([
      ['ping', 1],
      ['pong', 2],
      ['ping', 3],
      ['pong', 4],
      ['ping', 5],
    ]);
  });

  it('never fire on their own work', async () => {
    await putRule(test, 'own', {
      on: { events: ['changed'] },
      do: [{ do: 'change', set: { add_tags: ['once'] } }, { do: 'raise_priority' }],
    });
    const number = await desk.openTicket();
    await desk.change(number, { subject: 'Router again' });
    await runRules(test);
    expect(await firings(test)).toHaveLength(1);
  });

  it('are stopped for a ticket on which one fires more than ten times an hour; the administrators hear of it', async () => {
    await putRule(test, 'busy', {
      on: { events: ['noted'] },
      do: [{ do: 'notify', to: 'person', user_id: test.admin.id }],
    });
    const number = await desk.openTicket();
    const note = async () => {
      test.clock.advance(1);
      const body = { kind: 'note', body: 'N' };
      expect((await test.request('POST', `/tickets/${number}/messages`, { body })).status).toBe(201);
    };
    for (let count = 0; count < 13; count += 1) await note();
    await runRules(test);
    const outcomes = (await firings(test)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual([...Array<string>(10).fill('done'), 'stopped']);
    const { body } = await test.request('GET', '/notifications');
    expect(body.items.filter(({ kind }: { kind: string }) => kind === 'automation.stopped')).toHaveLength(1);
    // on another ticket it goes on, and on this one once it was changed
    await putRule(test, 'busy', {
      name: 'Calmer',
      on: { events: ['noted'] },
      do: [{ do: 'change', set: { add_tags: ['again'] } }],
    });
    test.clock.advance(61);
    await note();
    await runRules(test);
    expect((await page(test, number)).tags).toEqual(['again']);
  });
});

describe('several processes', () => {
  it('fire each rule once for each event, whoever comes first', async () => {
    await putRule(test, 'task', { do: [{ do: 'open_task', title: 'Look' }] });
    const numbers: number[] = [];
    for (let count = 0; count < 8; count += 1) numbers.push(await desk.openTicket());
    await sequenceAll(test.app);
    const read = () => readOn(test.app, test.systemContext, queueWork);
    await Promise.all([read(), read(), read()]);
    await read();
    const run = () => runAutomation(test.app, test.systemContext);
    await Promise.all([run(), run(), run(), run()]);
    await runRules(test);
    for (const number of numbers) expect((await page(test, number)).tasks).toHaveLength(1);
    expect(await firings(test)).toHaveLength(numbers.length);
  });

  it('leave nothing half done when one dies in the middle: what was not committed is done anew, once', async () => {
    await putRule(test, 'task', { do: [{ do: 'open_task', title: 'Look' }] });
    const number = await desk.openTicket();
    await sequenceAll(test.app);
    // dies after it has read, before its cursor is kept
    const dying = {
      name: queueWork.name,
      handle: async (...given: Parameters<typeof queueWork.handle>) => {
        await queueWork.handle(...given);
        throw new Error('killed');
      },
    };
    await expect(readOn(test.app, test.systemContext, dying)).rejects.toThrow('killed');
    expect(await firings(test)).toEqual([]);
    await runRules(test);
    await runRules(test);
    expect((await page(test, number)).tasks).toHaveLength(1);
  });
});
