import { enqueueMail } from '../../outbox/enqueue-mail.ts';
import type { OutboxTable } from '../../outbox/tables.ts';
import { newId } from '../../platform/ids.ts';
import { addTeam, addUnit, addUser } from '../../platform/testing/factories.ts';
import type { Request } from './call.ts';
import { send } from './call.ts';
import { administratorPassword, type Person, password, type Viewer } from './cast.ts';
import { makeTicket, type TicketName, type World } from './world.ts';

/**
 * Where a call is made: on the rows of the world, which stay as they are because the call will be refused; or on rows
 * made for this call alone, because it will change them.
 */
export interface Place {
  world: World;
  viewer: Viewer;
  /** the member of staff behind the viewer; adm for those who are none */
  person: Person;
  /** number of a ticket of that compartment */
  ticket(name: TicketName): Promise<number>;
  /** a person with the role agent in that unit; `root` has none above */
  agentIn(unit: Unit): Promise<string>;
  /** a person without any role, in a team of that unit */
  memberOf(team: 'A' | 'B'): Promise<string>;
  unitIn(unit: Unit): Promise<string>;
  teamIn(unit: Unit): Promise<string>;
  customer(): Promise<string>;
  /** something else that the call needs: the world's of that name, or made for this call */
  own<T>(name: string, make: () => Promise<T>): Promise<T>;
  /** as the administrator: the answer's body */
  does: World['does'];
  /** a session that somebody began */
  session(person: Person): Promise<string>;
  /** an API key that somebody made */
  apiKey(person: Person): Promise<string>;
  /** a view that somebody saved */
  view(person: Person, body: { scope: string }): Promise<string>;
  /** what was sent to a webhook */
  delivery(webhook: string): Promise<string>;
  /** a mail about a ticket of that compartment, or about none, that stands so */
  mail(about: 'A' | 'B' | 'root', state: OutboxTable['state']): Promise<string>;
  /** as any viewer: the answer's body of a call that has to succeed */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape the contract check has proved
  as(viewer: Viewer, operation: Parameters<typeof send>[2], request: Request): Promise<any>;
}

type Unit = 'A' | 'B' | 'root';

/** @param fresh rows of the call's own */
export function placeOf(world: World, viewer: Viewer, fresh: boolean): Place {
  const kept = world.kept;
  const own = async <T>(name: string, make: () => Promise<T>): Promise<T> => {
    if (fresh) return make();
    if (!kept.has(name)) kept.set(name, await make());
    return kept.get(name) as T;
  };
  const person = personOf(viewer);
  return {
    world,
    viewer,
    person,
    does: world.does,
    own,
    ticket: (name) => (fresh ? makeTicket[name](world) : Promise.resolve(world.tickets[name])),
    agentIn: (unit) =>
      own(
        `agent ${unit}`,
        async () => (await addUser(world.test, { role: 'agent', unit: world.units[unit] })).id,
      ),
    memberOf: (team) =>
      own(`member ${team}`, async () => {
        const { id } = await addUser(world.test, { role: null, team: world.teams[team] });
        return id;
      }),
    unitIn: (unit) => own(`unit ${unit}`, () => addUnit(world.test, { parent: world.units[unit] })),
    teamIn: (unit) => own(`team ${unit}`, () => addTeam(world.test, { unit: world.units[unit] })),
    customer: () =>
      own(
        'customer',
        async () => (await world.does('POST', '/customers', { name: `Di ${world.count()}` })).id,
      ),
    session: (who) =>
      own(`session ${who}`, async () => {
        const secret = who === 'adm' ? administratorPassword : password;
        const { status, body } = await send(world, 'anon', 'signIn', {
          body: { email: world.emails[who], password: secret },
        });
        if (status !== 201) throw new Error(`${who} could not sign in: ${JSON.stringify(body)}`);
        return body.session_id;
      }),
    apiKey: (who) =>
      own(`key ${who}`, async () => {
        const body = { name: 'K', scopes: ['read'] };
        return (await world.does('POST', '/me/api-keys', body, who)).id;
      }),
    view: (who, body) =>
      own(`view ${who} ${body.scope}`, async () => (await world.does('POST', '/views', body, who)).id),
    delivery: (webhook) => own(`delivery ${webhook}`, () => addDelivery(world, webhook)),
    mail: (about, state) =>
      own(`mail ${about} ${state}`, async () => {
        const number =
          about === 'root' ? null : await (fresh ? makeTicket[about](world) : world.tickets[about]);
        return addMail(world, number, state);
      }),
    async as(viewer, operation, request) {
      const answer = await send(world, viewer, operation, request);
      if (answer.status >= 300)
        throw new Error(`${operation} as ${viewer} gave ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}

/** The member of staff behind a viewer; the administrator for those who are none any more or never were. */
function personOf(viewer: Viewer): Person {
  if (viewer === 'key') return 'mgrA';
  return viewer === 'anon' || viewer === 'link' || viewer === 'gone' ? 'adm' : viewer;
}

async function addMail({ test }: World, number: number | null, state: OutboxTable['state']): Promise<string> {
  const context = await test.systemContext();
  const ticket = await test.app.db
    .selectFrom('ticket')
    .select('id')
    .where('number', '=', number ?? 0)
    .executeTakeFirst();
  const id = await enqueueMail(test.app.db, context, {
    kind: 'notice',
    to: { address: 'somebody@example.com', name: null },
    subject: 'M',
    body: 'M',
    ticketId: ticket?.id ?? null,
  });
  await test.app.db.updateTable('outbox').set({ state }).where('id', '=', id).execute();
  return id;
}

async function addDelivery({ test }: World, webhook: string): Promise<string> {
  const id = newId(test.clock.now());
  const event = await test.app.db
    .selectFrom('event')
    .select(['id', 'kind'])
    .limit(1)
    .executeTakeFirstOrThrow();
  const { last } = await test.app.db
    .selectFrom('webhook_delivery')
    .select((expression) => expression.fn.max('position').as('last'))
    .executeTakeFirstOrThrow();
  await test.app.db
    .insertInto('webhook_delivery')
    .values({
      org_id: test.app.org,
      id,
      webhook_id: webhook,
      event_id: event.id,
      position: (last ?? 0) + 1,
      kind: event.kind,
      state: 'failed',
      attempts: 1,
      next_at: null,
      status: 500,
      error: null,
      last_at: test.clock.now(),
      duration_ms: 5,
    })
    .execute();
  return id;
}
