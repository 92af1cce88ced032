import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { all, type Desk, everything, madrid, startDesk } from './testing/desk.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

describe('the preview of a ticket', () => {
  const preview = async (body: object) => {
    const asked = {
      opened_at: madrid('2026-11-27T16:30'),
      type: 'inquiry',
      priority: 'normal',
      team_id: desk.team,
    };
    const answer = await test.request('POST', '/calendars/preview-ticket', { body: { ...asked, ...body } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };

  it('counts as a real ticket would be, with the policy that holds and the moments on the way', async () => {
    await desk.policy('rest', {
      owed: { resolution: { target: all(60), warn: [{ share: 0.5 }], escalate: [] } },
    });
    const body = await preview({});
    expect(body.policy).toEqual({ key: 'rest', name: 'Front desk' });
    const told = body.items.find(({ kind }: { kind: string }) => kind === 'resolution');
    test.clock.set(madrid('2026-11-27T16:30'));
    expect(told.due_at).toBe((await desk.only(await desk.openTicket(), 'resolution')).due_at);
    expect(told.marks).toEqual([
      { id: 'warning:50%', moment: madrid('2026-11-27T17:00') },
      { id: 'missed', moment: new Date(Date.parse(madrid('2026-11-30T09:30')) + 1).toISOString() },
    ]);
  });

  it('takes a policy as it is being written, and refuses one that is none', async () => {
    const draft = { key: 'new', value: { ...everything, owed: { resolution: { target: all(30) } } } };
    const { policy: held, items } = await preview({ draft });
    expect(held.key).toBe('new');
    const told = items.find(({ kind }: { kind: string }) => kind === 'resolution');
    expect(told.due_at).toBe(madrid('2026-11-27T17:00'));
    const wrong = { key: 'new', value: { ...everything, when: { field: 'status', is: 'open' } } };
    const body = {
      opened_at: madrid('2026-11-27T16:30'),
      type: 'inquiry',
      priority: 'normal',
      team_id: desk.team,
    };
    const refused = await test.request('POST', '/calendars/preview-ticket', {
      body: { ...body, draft: wrong },
    });
    expect(refused.body.errors[0].field).toBe('draft.value.when.field');
  });
});
