import { type Channel, channels } from '@shouwen/api';
import { expect } from 'vitest';
import { verifyObligations } from '../../obligations/verify-obligations.ts';
import { addTeam } from '../../platform/testing/factories.ts';
import { startTestApp, type TestApp, TestClock } from '../../platform/testing/test-app.ts';
import { receiveMessage } from '../../tickets/receive-message.ts';

export interface Owed {
  id: string;
  kind: string;
  state: string;
  outcome: string | null;
  due_at: string | null;
  started_at: string;
  paused_for: string[];
}

const nine = ['09:00-17:00'];
/** A target of so many business minutes, whatever the priority. */
export const all = (minutes: number) => {
  const target = { business_minutes: minutes };
  return { low: target, normal: target, high: target, urgent: target };
};
/** A moment of a winter's day in Madrid. */
export const madrid = (time: string) => new Date(`${time}:00+01:00`).toISOString();

/** A policy that holds for every ticket, on the calendar of the desk. */
export const everything = {
  name: 'Front desk',
  order: 1,
  active: true,
  when: { all: [] },
  calendar: 'front_desk',
  contacts: [...channels],
  answers: ['reply', 'resolution'],
  owed: {},
};

export type Desk = Awaited<ReturnType<typeof startDesk>>;

/** A product with one team, and the calendar `front_desk`: Madrid, Monday to Friday 09:00 to 17:00. It is a Monday, 09:00. */
export async function startDesk() {
  const test: TestApp = await startTestApp({ clock: new TestClock(new Date(madrid('2026-11-23T09:00'))) });
  const team = await addTeam(test);
  const put = async (path: string, value: object, status = 200) => {
    const answer = await test.request('PUT', `/configuration/${path}`, { body: { value } });
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    return answer.body;
  };
  await put('calendars/front_desk', {
    name: 'Front desk',
    order: 2,
    zone: 'Europe/Madrid',
    hours: [{ from: null, week: { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine } }],
    closures: [],
    days: [],
    counts_for: { teams: [], units: [] },
  });
  const owed = async (number: number, kind: string): Promise<Owed[]> => {
    const { body } = await test.request('GET', `/tickets/${number}`);
    return body.obligations.filter((one: Owed) => one.kind === kind);
  };
  return {
    test,
    team,
    put,
    owed,
    policy: (key: string, value: object) => put(`policies/${key}`, { ...everything, ...value }),
    async openTicket(body: object = {}): Promise<number> {
      const opened = await test.request('POST', '/tickets', {
        body: { subject: 'Router', body: 'No light.', customer: { name: 'Ana' }, team_id: team, ...body },
      });
      expect(opened.status, JSON.stringify(opened.body)).toBe(201);
      return opened.body.number;
    },
    /** The one obligation of that kind on the ticket. */
    async only(number: number, kind: string): Promise<Owed> {
      const [one, ...more] = await owed(number, kind);
      expect(more).toEqual([]);
      if (!one) throw new Error(`${kind} is not owed`);
      return one;
    },
    async explained(number: number, id: string) {
      return (await test.request('GET', `/tickets/${number}/obligations/${id}/explain`)).body;
    },
    async change(number: number, body: object): Promise<void> {
      const answer = await test.request('PATCH', `/tickets/${number}`, {
        body,
        headers: { 'if-match': '*' },
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    },
    async reply(number: number): Promise<void> {
      const answer = await test.request('POST', `/tickets/${number}/messages`, {
        body: { kind: 'reply', body: 'We are on it.', anyway: true },
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    },
    async customerWrites(number: number, channel: Channel = 'email'): Promise<void> {
      const context = await test.systemContext();
      await test.app.db.transaction().execute(async (tx) => {
        const ticket = await tx
          .selectFrom('ticket')
          .selectAll()
          .where('number', '=', number)
          .forUpdate()
          .executeTakeFirstOrThrow();
        const author = { kind: 'customer' as const, id: ticket.customer_id, name: 'Ana' };
        const words = { body: 'Any news?', channel, author };
        await receiveMessage(tx, { ...context, actor: author }, ticket, words);
      });
    },
    /** What `verify` finds wrong with what is owed. */
    async problems(): Promise<string[]> {
      const found: string[] = [];
      await verifyObligations(test.app.db, test.app.org, test.clock.now(), (what) => found.push(what));
      return found;
    },
  };
}
