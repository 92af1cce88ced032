import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rollOut } from './roll-out.ts';
import { all, type Desk, madrid, startDesk } from './testing/desk.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

describe('putting policies in force for open work', () => {
  const longer = { owed: { resolution: { target: all(300) } } };
  /** One ticket that has been paused for an hour, under a policy of two hours, and the policy of five hours after it. */
  async function pausedTicket(): Promise<number> {
    await desk.policy('rest', { owed: { resolution: { target: all(120) } } });
    const number = await desk.openTicket();
    test.clock.set(madrid('2026-11-23T10:00'));
    await desk.change(number, { status: 'waiting' });
    test.clock.set(madrid('2026-11-23T11:00'));
    await desk.change(number, { status: 'open' });
    await desk.policy('rest', longer);
    return number;
  }
  const follow = () => rollOut(test.app, test.systemContext);

  it('is previewed with some tickets before and after, and changes nothing by that', async () => {
    const number = await pausedTicket();
    const steps = () => test.app.db.selectFrom('obligation_step').selectAll().execute();
    const before = await steps();
    const { status, body } = await test.request('POST', '/policies/open-work/preview', { body: {} });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ earlier: 1, changed: 1, capped: false });
    expect(body.sample).toEqual([
      {
        number,
        subject: 'Router',
        obligations: [
          {
            kind: 'resolution',
            name: expect.anything(),
            before: { state: 'open', due_at: madrid('2026-11-23T12:00') },
            after: { state: 'open', due_at: madrid('2026-11-23T15:00') },
          },
        ],
      },
    ]);
    expect(await steps()).toEqual(before);
  });

  it('re-targets what is open with a step each, keeping pauses, and tells how far it has come', async () => {
    const number = await pausedTicket();
    await desk.openTicket({ subject: 'Already under the new one' });
    const { status, body } = await test.request('POST', '/policies/open-work', { body: {} });
    expect(status, JSON.stringify(body)).toBe(202);
    expect(body.rollout).toMatchObject({ total: 2, looked_at: 0, ended_at: null });
    expect((await test.request('POST', '/policies/open-work', { body: {} })).status).toBe(409);
    expect(await follow()).toBe(1);
    expect(await follow()).toBe(0);
    const resolution = await desk.only(number, 'resolution');
    expect(resolution.due_at).toBe(madrid('2026-11-23T15:00'));
    const { steps, policy_version } = await desk.explained(number, resolution.id);
    expect(steps.at(-1)).toMatchObject({ kind: 'retargeted', detail: { policy: 'rest', policy_version } });
    const { body: after } = await test.request('GET', '/policies/open-work');
    expect(after.rollout).toMatchObject({ total: 2, looked_at: 2, changed: 1 });
    expect(after.rollout.ended_at).not.toBeNull();
    expect(await desk.problems()).toEqual([]);
  });

  it('reaches a ticket that is solved when it is taken up again', async () => {
    await desk.policy('rest', { owed: { resolution: { target: all(120) } } });
    const number = await desk.openTicket();
    await desk.change(number, { status: 'resolved' });
    await desk.policy('rest', longer);
    await test.request('POST', '/policies/open-work', { body: {} });
    await follow();
    expect((await desk.only(number, 'resolution')).state).toBe('done');
    await desk.change(number, { status: 'open' });
    expect((await desk.only(number, 'resolution')).due_at).toBe(madrid('2026-11-23T14:00'));
  });

  it('is carried out once, however many do it at the same time', async () => {
    await desk.policy('rest', { owed: { resolution: { target: all(120) } } });
    for (let n = 0; n < 5; n += 1) await desk.openTicket();
    await desk.policy('rest', longer);
    await test.request('POST', '/policies/open-work', { body: {} });
    const counts = await Promise.all([follow(), follow(), follow()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    const events = await test.app.db
      .selectFrom('event')
      .select('ticket_id')
      .where('kind', '=', 'ticket.policy_changed')
      .execute();
    expect(events).toHaveLength(5);
  });
});
