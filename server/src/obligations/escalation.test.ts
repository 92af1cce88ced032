import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOn } from '../events/reader.ts';
import { sequenceAll } from '../events/sequencer.ts';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { all, type Desk, everything, madrid, startDesk } from '../policies/testing/desk.ts';
import { queueDeliveries } from '../webhooks/queue-deliveries.ts';
import { runActions } from './run-actions.ts';
import { sweepDue } from './sweep.ts';

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

const sweep = () => sweepDue(test.app, test.systemContext);
const act = () => runActions(test.app, test.systemContext);
const events = (kind: string) =>
  test.app.db.selectFrom('event').selectAll().where('kind', '=', kind).orderBy('seq').execute();
const later = () => test.clock.set(madrid('2026-11-23T12:00'));

/** A ticket of an owner below a leader, which is to be solved within an hour, with these steps when it is not. */
async function missed(escalate: object[]) {
  const leader = await addUser(test, { name: 'Leader' });
  const owner = await addUser(test, { name: 'Owner', reportsTo: leader.id, team: desk.team });
  await desk.policy('all', { owed: { resolution: { target: all(60), escalate }, first_reply: null } });
  const number = await desk.openTicket({ assignee_id: owner.id });
  return { leader, owner, number };
}
const page = async (number: number) => (await test.request('GET', `/tickets/${number}`)).body;

describe('a step of an escalation', () => {
  it('reassigns, raises the priority, adds a watcher and opens a task, each as an event that names the step', async () => {
    const also = [
      { do: 'reassign' },
      { do: 'raise_priority' },
      { do: 'add_watcher' },
      { do: 'open_task', title: 'Call the customer' },
    ];
    const { leader, number } = await missed([{ after_minutes: 0, to: 'leader_of_owner', also }]);
    later();
    await sweep();
    const [step] = await events('obligation.escalated');
    expect(step?.data).toMatchObject({
      told: [leader.id],
      actions: ['reassign', 'raise_priority', 'add_watcher', 'open_task'],
    });
    expect(await act()).toBe(1);
    const ticket = await page(number);
    expect(ticket.assignee.id).toBe(leader.id);
    expect(ticket.priority).toBe('high');
    expect(ticket.watchers.map(({ id }: { id: string }) => id)).toContain(leader.id);
    expect(ticket.tasks).toMatchObject([{ title: 'Call the customer', assignee: { id: leader.id } }]);
    for (const kind of ['ticket.assigned', 'ticket.changed', 'ticket.watcher_added']) {
      const [event] = await events(kind);
      expect(event?.data, kind).toMatchObject({ because: 'escalated', escalation: step?.id });
    }
    expect(await desk.problems()).toEqual([]);
  });

  it('is carried out once, however many do it at the same time', async () => {
    const also = [{ do: 'open_task', title: 'Look' }];
    const { number } = await missed([
      { after_minutes: 0, to: 'leader_of_owner', also },
      { after_minutes: 10, to: 'unit_head', also },
    ]);
    later();
    await sweep();
    const counts = await Promise.all([act(), act(), act()]);
    expect(counts.reduce((sum, count) => sum + count, 0) + (await act())).toBe(2);
    expect((await page(number)).tasks).toHaveLength(2);
  });

  it('does nothing on a ticket that was closed before its turn', async () => {
    const also = [{ do: 'raise_priority' }];
    const { number } = await missed([{ after_minutes: 0, to: 'leader_of_owner', also }]);
    later();
    await sweep();
    await desk.change(number, { status: 'closed' });
    await act();
    expect((await page(number)).priority).toBe('normal');
  });

  it('calls a webhook that asks for nothing of the kind', async () => {
    const webhook = await test.request('POST', '/webhooks', {
      body: { url: 'https://hooks.example.com/in', events: ['customer.*'] },
    });
    expect(webhook.status, JSON.stringify(webhook.body)).toBe(201);
    const also = [{ do: 'call_webhook', webhook: webhook.body.id }];
    await missed([{ after_minutes: 0, to: 'leader_of_owner', also }]);
    later();
    await sweep();
    await sequenceAll(test.app);
    await readOn(test.app, test.systemContext, queueDeliveries);
    const deliveries = await test.app.db.selectFrom('webhook_delivery').selectAll().execute();
    expect(deliveries).toMatchObject([{ webhook_id: webhook.body.id, kind: 'obligation.escalated' }]);
  });

  it('that calls a webhook which there is not is refused', async () => {
    const webhook = '019a0000-0000-7000-8000-000000000000';
    const escalate = [{ after_minutes: 0, to: 'unit_head', also: [{ do: 'call_webhook', webhook }] }];
    const value = { ...everything, owed: { resolution: { target: all(60), escalate } } };
    const { errors } = await desk.put('policies/x', value, 422);
    expect(errors[0].field).toBe('value.owed.resolution.escalate.0.also.0.webhook');
  });

  it('goes to whom its terms named when the ticket was opened', async () => {
    const { leader } = await missed([{ after_minutes: 0, to: 'leader_of_owner' }]);
    const other = [{ after_minutes: 0, to: 'unit_head' }];
    await desk.policy('all', { owed: { resolution: { target: all(60), escalate: other } } });
    later();
    await sweep();
    const [step] = await events('obligation.escalated');
    expect(step?.data).toMatchObject({ told: [leader.id] });
  });
});

describe('what is a lead’s to do on a confidential ticket', () => {
  /** A team whose lead may not see confidential tickets, in a unit whose head may. */
  async function closedTeam() {
    const region = await addUnit(test, {});
    const head = await addUser(test, { name: 'Head', role: 'manager', unit: region });
    const unit = await addUnit(test, { parent: region, head: head.id });
    const lead = await addUser(test, { name: 'Lead', role: 'team_lead', unit });
    const team = await addTeam(test, { unit, lead: lead.id });
    return { head, lead, team };
  }

  it('is owed by the nearest above who may see it; on an open one by the lead', async () => {
    const { head, lead, team } = await closedTeam();
    const ownerOf = async (body: object) => ownersOn(await desk.openTicket({ team_id: team, ...body }));
    expect(await ownerOf({})).toEqual([lead.id]);
    expect(await ownerOf({ confidential: true })).toEqual([head.id]);
  });

  it('follows when a ticket becomes confidential, and is no word to those who may not see it', async () => {
    const { head, lead, team } = await closedTeam();
    const number = await desk.openTicket({ team_id: team });
    await desk.change(number, { confidential: true });
    expect(await ownersOn(number)).toEqual([head.id]);
    test.clock.set(madrid('2026-12-23T12:00'));
    await sweep();
    const told = await test.app.db.selectFrom('notification').select('user_id').execute();
    expect(told.map(({ user_id }) => user_id)).not.toContain(lead.id);
  });

  async function ownersOn(number: number): Promise<(string | null)[]> {
    const rows = await test.app.db
      .selectFrom('obligation as o')
      .innerJoin('ticket as t', 't.id', 'o.ticket_id')
      .select('o.owner_user_id')
      .where('t.number', '=', number)
      .where('o.kind', '=', 'take_ownership')
      .execute();
    return rows.map((row) => row.owner_user_id);
  }
});
