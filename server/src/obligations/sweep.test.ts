import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { until } from '../platform/testing/until.ts';
import { startSweep, sweepDue } from './sweep.ts';

let test: TestApp;
beforeEach(async () => {
  test = await startTestApp();
});
afterEach(() => test.close());

const sweep = () => sweepDue(test.app, test.systemContext);

async function openTicket(body: object = {}): Promise<{ id: string; number: number }> {
  const { body: opened } = await test.request('POST', '/tickets', {
    body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' }, ...body },
  });
  return opened;
}

/** The events of obligations of one kind, oldest first, as `event kind → people told`. */
async function acted(kind: string): Promise<{ kind: string; told: string[]; step: number }[]> {
  const rows = await test.app.db
    .selectFrom('event')
    .select(['kind', 'data'])
    .where('kind', 'like', 'obligation.%')
    .where(sql<boolean>`data ->> 'kind' = ${kind}`)
    .orderBy('seq')
    .execute();
  return rows.map((row) => {
    const data = row.data as { told: string[]; step: number };
    return { kind: row.kind, told: data.told, step: data.step };
  });
}
const kinds = async (kind: string) => (await acted(kind)).map((event) => event.kind.slice(11));

const ticketRow = (number: number) =>
  test.app.db
    .selectFrom('ticket')
    .select(['next_due_at', 'next_due_kind', 'overdue', 'version', 'last_activity_at'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow();

describe('the sweep', () => {
  it('warns, finds the miss a millisecond after the due instant, escalates, and marks the ticket overdue', async () => {
    const { number } = await openTicket(); // first reply: 24 h
    const before = await ticketRow(number);
    test.clock.advance(12 * 60 - 1);
    await sweep();
    expect(await kinds('first_reply')).toEqual([]);
    test.clock.advance(1);
    await sweep();
    expect(await kinds('first_reply')).toEqual(['warned']);
    test.clock.set('2026-03-03T09:00:00.000Z'); // at the due instant it would still be in time
    await sweep();
    expect(await kinds('first_reply')).toEqual(['warned', 'warned']);
    expect((await ticketRow(number)).overdue).toBe(false);
    test.clock.set('2026-03-03T09:00:00.001Z');
    await sweep();
    expect(await kinds('first_reply')).toEqual(['warned', 'warned', 'missed', 'escalated']);
    const after = await ticketRow(number);
    expect(after).toEqual({ ...before, overdue: true });
  });

  it('collapses warnings that were passed in a gap into one, and misses nothing', async () => {
    await openTicket();
    test.clock.advance(23 * 60);
    await sweep();
    expect(await kinds('first_reply')).toEqual(['warned']);
    const [step] = await test.app.db
      .selectFrom('obligation_step as s')
      .innerJoin('event as e', 'e.id', 's.event_id')
      .select(['s.detail', 'e.kind'])
      .where('s.kind', '=', 'warned')
      .where(sql<boolean>`e.data ->> 'kind' = 'first_reply'`)
      .execute();
    expect(step?.kind).toBe('obligation.warned'); // a step cites the event that tells of it
    expect(step?.detail).toMatchObject({ detail: { mark: 'warning:80%', collapsed: ['warning:50%'] } });
  });

  it('acts once on each of many, with several at work at the same time', async () => {
    for (let n = 0; n < 60; n++) await openTicket();
    test.clock.advance(60 * 24 * 30);
    const counts = await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    // each obligation is a claim of exactly one of them: take_ownership, first_reply and resolution
    expect(counts.reduce((sum, count) => sum + count, 0) + (await sweep())).toBe(180);
    for (const kind of ['take_ownership', 'first_reply', 'resolution']) {
      const events = await kinds(kind);
      expect(events.filter((event) => event === 'missed')).toHaveLength(60);
      expect(events.filter((event) => event === 'warned')).toHaveLength(60);
    }
    const seqs = await sql<{ bad: number }>`select count(*) as bad from (
      select 1 from obligation_step group by obligation_id having max(seq) <> count(*)) gaps`.execute(
      test.app.db,
    );
    expect(seqs.rows[0]?.bad).toBe(0);
  });

  it('leaves nothing half-done when it is killed in between, and does it then', async () => {
    await openTicket();
    test.clock.advance(60 * 24 * 30);
    await sql`create function stop_here() returns trigger language plpgsql as $$ begin raise 'killed'; end $$`.execute(
      test.app.db,
    );
    await sql`create trigger stop before insert on notification execute function stop_here()`.execute(
      test.app.db,
    );
    await addTeamMember();
    await expect(sweep()).rejects.toThrow('killed');
    expect(await kinds('first_reply')).toEqual([]);
    await sql`drop trigger stop on notification`.execute(test.app.db);
    await sweep();
    expect((await kinds('first_reply')).filter((kind) => kind === 'missed')).toHaveLength(1);
  });

  it('passes over a ticket that somebody works on, and comes back to it', async () => {
    const held = await openTicket();
    await openTicket();
    test.clock.advance(60 * 24 * 30);
    const other = await test.app.db.startTransaction().execute();
    try {
      await sql`select 1 from ticket where number = ${held.number} for update`.execute(other);
      expect(await sweep()).toBe(3);
    } finally {
      await other.rollback().execute();
    }
    expect(await sweep()).toBe(3);
  });

  it('does not let one clock that cannot be read hold up the others', async () => {
    const bad = await openTicket();
    await openTicket();
    await sql`update obligation set clock = '{"history": "?"}' where ticket_id = ${bad.id}`.execute(
      test.app.db,
    );
    test.clock.advance(60 * 24 * 30);
    expect(await sweep()).toBe(3);
  });

  it('runs by itself until it is stopped', async () => {
    const loop = startSweep(test.app, test.systemContext);
    await openTicket();
    test.clock.advance(60 * 24 * 30);
    await until('the miss is acted on', async () => (await kinds('first_reply')).includes('missed'));
    await loop.stop();
    await openTicket();
    test.clock.advance(60 * 24 * 30);
    expect(await sweep()).toBe(3);
  });

  /** Somebody who is told, so that there is a notification to write. */
  async function addTeamMember() {
    const { id: team } = await test.app.db.selectFrom('team').select('id').executeTakeFirstOrThrow();
    await addUser(test, { team });
    await test.app.db.updateTable('obligation').set({ owner_user_id: null, owner_team_id: team }).execute();
  }
});

describe('escalation', () => {
  /** Who is told of each escalation of the first reply when it is missed by far. */
  async function told(body: object): Promise<string[][]> {
    await openTicket(body);
    test.clock.advance(60 * 24 * 30);
    await sweep();
    return (await acted('first_reply')).filter((e) => e.kind === 'obligation.escalated').map((e) => e.told);
  }

  it('climbs to whom the owner reports, then to the head of the unit', async () => {
    const head = await addUser(test, { name: 'Head' });
    const leader = await addUser(test, { name: 'Leader' });
    const owner = await addUser(test, { name: 'Owner', reportsTo: leader.id });
    const unit = await addUnit(test, { head: head.id });
    const team = await addTeam(test, { unit, members: [owner.id] });
    expect(await told({ team_id: team, assignee_id: owner.id })).toEqual([[leader.id], [head.id]]);
  });

  it('passes over who has left, and goes by the team where nobody is reported to', async () => {
    const director = await addUser(test, { name: 'Director' });
    const gone = await addUser(test, { name: 'Gone', reportsTo: director.id, state: 'deactivated' });
    const lead = await addUser(test, { name: 'Lead', reportsTo: gone.id });
    const owner = await addUser(test, { name: 'Owner' });
    const unit = await addUnit(test, { head: gone.id });
    const team = await addTeam(test, { unit, lead: lead.id, members: [owner.id] });
    expect(await told({ team_id: team, assignee_id: owner.id })).toEqual([[lead.id], [test.admin.id]]);
  });

  it('climbs from a lead who owes it to the one above, never back to the lead', async () => {
    const lead = await addUser(test, { name: 'Lead', reportsTo: test.admin.id });
    const unit = await addUnit(test, { head: lead.id });
    const team = await addTeam(test, { unit, lead: lead.id });
    expect(await told({ team_id: team })).toEqual([[test.admin.id], [test.admin.id]]);
  });

  it('ends where nobody is above: the miss itself has told the owner', async () => {
    expect(await told({})).toEqual([[], []]);
    const notices = await test.app.db
      .selectFrom('notification')
      .select('kind')
      .where('user_id', '=', test.admin.id)
      .where('kind', '=', 'obligation.missed')
      .execute();
    expect(notices).toHaveLength(3);
  });

  it('goes to the head of the unit where the ticket is now', async () => {
    const head = await addUser(test, { name: 'Head' });
    const team = await addTeam(test, { unit: await addUnit(test, { head: head.id }) });
    const ticket = await openTicket();
    await test.request('POST', `/tickets/${ticket.number}/transfer`, {
      body: { team_id: team, reason: 'theirs' },
    });
    test.clock.advance(60 * 24 * 30);
    await sweep();
    const events = (await acted('first_reply')).filter((event) => event.kind === 'obligation.escalated');
    expect(events.map((event) => event.told)).toEqual([[head.id], [head.id]]);
  });
});
