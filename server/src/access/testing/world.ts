import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { engage, type Organisation, type Person } from './cast.ts';

/**
 * A ticket in every compartment. `A`, `A1`, `B`, `X`: of that team, plain. `cA`, `cB`: confidential. In B and nobody's
 * of A but by one tie to A's agent: `asg` is assigned to them, of `fco` they are the first-contact owner, `wat` they
 * watch, on `ask` they were asked, on `tsk` they have a task. `cWat`: confidential in B, watched by A's observer;
 * `watL`: in B, watched by A's lead; `asgO`: in A, assigned to A's observer, who may change nothing.
 * `src` is merged into `tgt`, both in A; `bSrc` of B into `aTgt` of A. `spl` was split off from `orig`, in A. On `par` of B
 * takes a second customer part.
 */
export const ticketNames = [
  ...(['A', 'A1', 'B', 'X', 'cA', 'cB', 'asg', 'fco', 'wat', 'ask', 'tsk', 'cWat', 'watL', 'asgO'] as const),
  ...(['tgt', 'src', 'aTgt', 'bSrc', 'spl', 'par'] as const),
] as const;
export type TicketName = (typeof ticketNames)[number];

export interface World extends Organisation {
  test: TestApp;
  /** number of each ticket of a compartment */
  tickets: Record<TicketName, number>;
  /** Bo, who asks; Cy, who takes part in `par`; an organisation */
  customers: { Bo: string; Cy: string; Org: string };
  /** the private link of Bo on `A` */
  linkToken: string;
  /** rows that calls made for one another, by name */
  kept: Map<string, unknown>;
  /** a number that was not given before */
  count(): number;
  /** calls the API as the administrator and gives the answer's body; throws unless it is a success */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape the contract check has proved
  does(method: string, path: string, body?: unknown, as?: Person): Promise<any>;
}

type Open = { team?: keyof Organisation['teams']; confidential?: boolean; assignee_id?: string };

/** Opens a ticket of Bo's as the administrator. Gives its number. */
export async function openAs(world: World, subject: string, open: Open = {}): Promise<number> {
  const { team = 'A', ...marks } = open;
  const { number } = await world.does('POST', '/tickets', {
    subject,
    body: `The request ${subject}.`,
    customer: { id: world.customers.Bo },
    team_id: world.teams[team],
    ...marks,
  });
  return number;
}

/** How a ticket of each compartment is made; also later, when a test needs one of its own. */
export const makeTicket: Record<TicketName, (world: World) => Promise<number>> = {
  A: (world) => openAs(world, 'A'),
  A1: (world) => openAs(world, 'A1', { team: 'A1' }),
  B: (world) => openAs(world, 'B', { team: 'B' }),
  X: (world) => openAs(world, 'X', { team: 'X' }),
  cA: (world) => openAs(world, 'cA', { confidential: true }),
  cB: (world) => openAs(world, 'cB', { team: 'B', confidential: true }),
  async asg(world) {
    const number = await openAs(world, 'asg', { team: 'B', assignee_id: world.people.agtA });
    await changeOwner(world, number, 'ldB');
    return number;
  },
  async fco(world) {
    const number = await openAs(world, 'fco', { team: 'B' });
    await changeOwner(world, number, 'agtA');
    return number;
  },
  async wat(world) {
    const number = await openAs(world, 'wat', { team: 'B' });
    await world.does('PUT', `/tickets/${number}/watchers/${world.people.agtA}`);
    return number;
  },
  async ask(world) {
    const number = await openAs(world, 'ask', { team: 'B' });
    const question = { question: 'Do you know?', user_id: world.people.agtA, due_minutes: 60 };
    await world.does('POST', `/tickets/${number}/consultations`, question);
    return number;
  },
  async tsk(world) {
    const number = await openAs(world, 'tsk', { team: 'B' });
    await world.does('POST', `/tickets/${number}/tasks`, {
      title: 'Look it up',
      assignee_id: world.people.agtA,
    });
    return number;
  },
  async cWat(world) {
    const number = await openAs(world, 'cWat', { team: 'B', confidential: true });
    await world.does('PUT', `/tickets/${number}/watchers/${world.people.obsA}`);
    return number;
  },
  async watL(world) {
    const number = await openAs(world, 'watL', { team: 'B' });
    await world.does('PUT', `/tickets/${number}/watchers/${world.people.ldA}`);
    return number;
  },
  asgO: (world) => openAs(world, 'asgO', { assignee_id: world.people.obsA }),
  tgt: (world) => openAs(world, 'tgt'),
  async src(world) {
    const number = await openAs(world, 'src');
    await world.does('POST', `/tickets/${number}/merge`, { into: world.tickets.tgt });
    return number;
  },
  aTgt: (world) => openAs(world, 'aTgt'),
  async bSrc(world) {
    const number = await openAs(world, 'bSrc', { team: 'B' });
    await world.does('POST', `/tickets/${number}/messages`, { kind: 'note', body: 'A note of bSrc.' });
    await world.does('POST', `/tickets/${number}/merge`, { into: world.tickets.aTgt });
    return number;
  },
  async spl(world) {
    const from = await openAs(world, 'orig');
    const path = `/tickets/${from}/messages/${await firstMessage(world, from)}/split`;
    const { number } = await world.does('POST', path, { subject: 'spl' });
    return number;
  },
  async par(world) {
    const number = await openAs(world, 'par', { team: 'B' });
    await world.does('PUT', `/tickets/${number}/participants/${world.customers.Cy}`);
    return number;
  },
};

/** The id of the first message on a ticket. */
export async function firstMessage(world: World, number: number): Promise<string> {
  const { messages } = await world.does('GET', `/tickets/${number}`);
  return messages[0].id;
}

async function changeOwner(world: World, number: number, person: Person): Promise<void> {
  const body = { user_id: world.people[person], reason: 'as the test has it' };
  await world.does('POST', `/tickets/${number}/first-contact-owner`, body);
}

/** The organisation, its people and a ticket in every compartment. */
export async function startWorld(): Promise<World> {
  const test = await startTestApp();
  const organisation = await engage(test);
  let counted = 0;
  const world: World = {
    ...organisation,
    test,
    tickets: {} as World['tickets'],
    customers: { Bo: '', Cy: '', Org: '' },
    linkToken: '',
    kept: new Map(),
    count: () => ++counted,
    async does(method, path, body, as = 'adm') {
      const answer = await test.request(method, path, { as: organisation.keys[as], body });
      if (answer.status >= 300)
        throw new Error(`${method} ${path} gave ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
  for (const name of ['Bo', 'Cy', 'Org'] as const)
    world.customers[name] = (
      await world.does('POST', '/customers', {
        kind: name === 'Org' ? 'organisation' : 'person',
        name,
        contacts: [{ kind: 'email', value: `${name}@example.com` }],
      })
    ).id;
  for (const name of ticketNames) {
    test.clock.advance(1); // so that lists have one order
    world.tickets[name] = await makeTicket[name](world);
  }
  const { url } = await world.does('POST', `/tickets/${world.tickets.A}/customer-link`, {});
  world.linkToken = new URL(url).pathname.split('/').at(-1) ?? '';
  return world;
}
