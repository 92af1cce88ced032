import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, startDesk } from '../policies/testing/desk.ts';
import { eventsOf, firings, plainRule, putRule, runRules } from './testing/rules.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

describe('the pages of rules', () => {
  it('count the firings of 30 days, and list the last of a rule', async () => {
    await putRule(test, 'raise');
    await desk.openTicket();
    await runRules(test);
    const { body } = await test.request('GET', '/automation/counts');
    expect(body.items).toMatchObject([{ rule: 'raise', done: 1, failed: 0, stopped: 0 }]);
    const listed = await test.request('GET', '/automation/rules/raise/firings');
    expect(listed.body.items).toMatchObject([{ did: ['raise_priority'], ticket: { subject: 'Router' } }]);
    test.clock.advance(31 * 24 * 60);
    expect((await test.request('GET', '/automation/counts')).body.items).toEqual([]);
  });

  it('try a rule on past events without changing anything', async () => {
    const urgent = await desk.openTicket({ subject: 'Fire', tags: ['fire'] });
    await desk.openTicket();
    const before = (await eventsOf(test, 'ticket.changed')).length;
    const rule = {
      ...plainRule,
      when: { field: 'tags', contains: 'fire' },
      do: [
        { do: 'change', set: { urgency: 'high', add_tags: ['hot'] } },
        { do: 'notify', to: 'team' },
      ],
    };
    const { status, body } = await test.request('POST', '/automation/dry-run', { body: { rule, days: 7 } });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ looked_at: 2, would_fire: 1, capped: false });
    expect(body.examples).toMatchObject([
      {
        ticket: { number: urgent },
        changes: [
          { field: 'urgency', from: 'normal', to: 'high' },
          { field: 'priority', from: 'normal', to: 'high' },
          { field: 'tags', from: ['fire'], to: ['fire', 'hot'] },
        ],
        actions: ['change', 'notify'],
      },
    ]);
    expect(await firings(test)).toEqual([]);
    expect(await eventsOf(test, 'ticket.changed')).toHaveLength(before);
    test.clock.advance(8 * 24 * 60);
    const later = await test.request('POST', '/automation/dry-run', { body: { rule, days: 7 } });
    expect(later.body).toMatchObject({ looked_at: 0, would_fire: 0 });
  });
});
