import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, madrid, startDesk } from '../policies/testing/desk.ts';
import { page } from '../tickets/testing/desk.ts';
import { firings, plainRule, putRule, runRules } from './testing/rules.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

const tag = (name: string) => [{ do: 'change', set: { add_tags: [name] } }];
const after = (what: string, minutes: number, more: object = {}) => ({
  on: { after: what, minutes, counts: 'elapsed', ...more },
});
const tags = async (number: number) => (await page(test, number)).tags;
const at = async (time: string) => {
  test.clock.set(madrid(time));
  await runRules(test);
};

describe('a rule by time', () => {
  it('fires when nobody has answered for so long, once for each wait', async () => {
    await putRule(test, 'slow', { ...after('no_answer', 60), do: [{ do: 'open_task', title: 'Answer' }] });
    const number = await desk.openTicket();
    await at('2026-11-23T09:59');
    expect(await firings(test)).toEqual([]);
    await at('2026-11-23T10:00');
    await at('2026-11-23T12:00');
    expect(await firings(test)).toHaveLength(1);
    await desk.reply(number);
    await at('2026-11-23T14:00');
    expect(await firings(test)).toHaveLength(1);
    await desk.customerWrites(number);
    await runRules(test);
    await at('2026-11-23T14:30');
    expect(await firings(test)).toHaveLength(1);
    await at('2026-11-23T15:00');
    expect(await firings(test)).toHaveLength(2);
  });

  it('is not due once somebody answered', async () => {
    await putRule(test, 'slow', { ...after('no_answer', 60), do: tag('slow') });
    const number = await desk.openTicket();
    await at('2026-11-23T09:30');
    await desk.reply(number);
    await at('2026-11-23T11:00');
    expect(await tags(number)).toEqual([]);
  });

  it('counts business minutes on the calendar of the team', async () => {
    const { body } = await test.request('GET', '/configuration');
    const calendar = body.entries.find(({ key }: { key: string }) => key === 'front_desk').value;
    await desk.put('calendars/front_desk', {
      ...calendar,
      counts_for: { teams: [desk.team], units: [] },
    });
    await putRule(test, 'slow', { ...after('no_answer', 120, { counts: 'business' }), do: tag('slow') });
    test.clock.set(madrid('2026-11-23T16:00'));
    const number = await desk.openTicket();
    await at('2026-11-24T09:59');
    expect(await tags(number)).toEqual([]);
    await at('2026-11-24T10:00');
    expect(await tags(number)).toEqual(['slow']);
  });

  it('fires in a status that lasts, also on tickets that were in it before the rule was made', async () => {
    const early = await desk.openTicket();
    await desk.change(early, { status: 'resolved' });
    test.clock.set(madrid('2026-11-23T10:00'));
    await putRule(test, 'old', {
      ...after('in_status', 120, { status: 'resolved' }),
      do: [{ do: 'change', set: { status: 'closed' } }],
    });
    const late = await desk.openTicket();
    await runRules(test);
    test.clock.set(madrid('2026-11-23T10:30'));
    await desk.change(late, { status: 'resolved' });
    await at('2026-11-23T11:00');
    expect((await page(test, early)).status).toBe('closed');
    expect((await page(test, late)).status).toBe('resolved');
    await at('2026-11-23T12:30');
    expect((await page(test, late)).status).toBe('closed');
  });

  it('fires when the customer has been silent since our reply', async () => {
    await putRule(test, 'silent', { ...after('customer_silent', 60), do: tag('silent') });
    const number = await desk.openTicket();
    await desk.reply(number);
    await at('2026-11-23T09:30');
    await desk.customerWrites(number);
    await at('2026-11-23T11:00');
    expect(await tags(number)).toEqual([]);
    await desk.reply(number);
    await at('2026-11-23T12:00');
    expect(await tags(number)).toEqual(['silent']);
  });

  it('asks again when the ticket changes, for a condition that did not hold at first', async () => {
    await putRule(test, 'slow', {
      ...after('no_answer', 60),
      when: { field: 'urgency', is: 'high' },
      do: tag('slow'),
    });
    const number = await desk.openTicket();
    await at('2026-11-23T11:00');
    expect(await tags(number)).toEqual([]);
    await desk.change(number, { urgency: 'high' });
    await runRules(test);
    expect(await tags(number)).toEqual(['slow']);
  });

  it('waits for its calendar to open', async () => {
    await putRule(test, 'slow', {
      ...after('no_answer', 60),
      within_calendar: 'front_desk',
      do: tag('slow'),
    });
    test.clock.set(madrid('2026-11-23T18:00'));
    const number = await desk.openTicket();
    await at('2026-11-23T20:00');
    expect(await tags(number)).toEqual([]);
    await at('2026-11-24T09:00');
    expect(await tags(number)).toEqual(['slow']);
  });

  it('leaves nothing behind when it is switched off', async () => {
    await putRule(test, 'slow', { ...after('no_answer', 60), do: tag('slow') });
    const number = await desk.openTicket();
    await runRules(test);
    await putRule(test, 'slow', { ...after('no_answer', 60), do: tag('slow'), active: false });
    await at('2026-11-23T11:00');
    expect(await tags(number)).toEqual([]);
    expect(await test.app.db.selectFrom('automation_stay').selectAll().execute()).toEqual([]);
  });

  it('is tried on the stays that last until now', async () => {
    const number = await desk.openTicket();
    await desk.reply(await desk.openTicket());
    test.clock.set(madrid('2026-11-23T11:00'));
    const rule = { ...plainRule, ...after('no_answer', 60) };
    const { body } = await test.request('POST', '/automation/dry-run', { body: { rule, days: 7 } });
    expect(body).toMatchObject({
      looked_at: 1,
      would_fire: 1,
      examples: [{ ticket: { number }, at: '2026-11-23T09:00:00.000Z' }],
    });
  });
});
