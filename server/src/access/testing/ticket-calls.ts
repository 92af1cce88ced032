import type { OperationId } from '@shouwen/api';
import type { Request } from './call.ts';
import type { Person } from './cast.ts';
import type { Place } from './place.ts';
import { firstMessage, openAs, type TicketName } from './world.ts';

export type Call = (target: string, place: Place) => Request | Promise<Request>;

const absent = '019a0000-0000-7000-8000-000000000000';
/** A target is a compartment, or `absent`: a ticket that never was. */
const on = async (target: string, place: Place): Promise<{ number: number }> => ({
  number: target === 'absent' ? 999_999 : await place.ticket(target as TicketName),
});
/** A call on a ticket that takes nothing but a body. */
const plain =
  (body?: (place: Place) => unknown): Call =>
  async (target, place) => ({
    params: await on(target, place),
    ...(body ? { body: body(place) } : {}),
  });
/** `self:A` and `other:A`: oneself, or A's lead, as the watcher of that ticket. */
const watcher: Call = async (target, place) => {
  const [who = '', ticket = ''] = target.split(':');
  const user_id = place.world.people[who === 'self' ? place.person : 'ldA'];
  return { params: { ...(await on(ticket, place)), user_id } };
};
const inBody = (body: string) => () => ({ body });

/** `A>B`: from the one to the other, each `absent` or a compartment. */
async function pair(target: string, place: Place): Promise<[number, number]> {
  const [from = '', to = ''] = target.split('>');
  return [(await on(from, place)).number, (await on(to, place)).number];
}

/** What hangs on a ticket, made beforehand by the administrator; `absent` hangs on nothing. */
const hanging =
  (
    name: string,
    make: (place: Place, number: number, target: string) => Promise<string>,
    body?: unknown,
  ): Call =>
  async (target, place) => {
    const [ticket = '', what] = target.split('/');
    const { number } = await on(ticket, place);
    const nothing = ticket === 'absent' || what === 'absent';
    const id = nothing ? absent : await place.own(`${name} on ${ticket}`, () => make(place, number, ticket));
    return { params: { number, [name]: id }, ...(body === undefined ? {} : { body }) };
  };
const task = async (place: Place, number: number, target: string) =>
  target === 'tsk'
    ? (await place.does('GET', `/tickets/${number}`)).tasks[0].id
    : (await place.does('POST', `/tickets/${number}/tasks`, { title: 'T' })).id;
const consultation = async (place: Place, number: number, target: string) => {
  if (target === 'ask') return (await place.does('GET', `/tickets/${number}`)).consultations[0].id;
  const partner = { name: 'Pat', email: 'pat@example.com' };
  const body = { question: 'How much?', partner, due_minutes: 60 };
  return (await place.does('POST', `/tickets/${number}/consultations`, body)).id;
};
const arrival = async (place: Place, number: number) =>
  (
    await place.does('POST', `/tickets/${number}/arrivals`, {
      at: place.world.test.clock.now().toISOString(),
    })
  ).id;
const obligation = async (place: Place, number: number) =>
  (await place.does('GET', `/tickets/${number}`)).obligations.find(
    (one: { kind: string }) => one.kind === 'resolution',
  ).id;

const dutyOn = async (target: string, place: Place): Promise<string> =>
  target === 'absent' ? absent : obligation(place, await place.ticket(target as TicketName));

/** A reply that waits on a ticket: the administrator's, one's own where one may write (`own`), or none at all. */
const waiting =
  (body?: unknown): Call =>
  async (target, place) => {
    const [ticket = '', what] = target.split('/');
    const { number } = await on(ticket, place);
    const mayWrite = ['agtA', 'ldA', 'mgrA', 'adm', 'admA'].includes(place.person);
    const author: Person = what === 'own' && mayWrite ? place.person : 'adm';
    const queue = () => place.world.does('POST', `/tickets/${number}/replies`, { body: 'Waits.' }, author);
    const id = what === 'absent' ? absent : (await queue()).pending.id;
    return { params: { number, id }, ...(body === undefined ? {} : { body }) };
  };

/** A bulk change of one's own where one may make any, or of somebody else. */
async function bulk(target: string, place: Place): Promise<string> {
  const mayBulk = !['obsA', 'obsB', 'none'].includes(place.person);
  const other: Person = place.person === 'adm' ? 'mgrA' : 'adm';
  const person = target === 'own' && mayBulk ? place.person : other;
  const numbers = [await place.ticket('A'), await place.ticket('B')];
  const body = { numbers, action: { add_tags: [`bulk ${place.world.count()}`] } };
  return (await place.world.does('POST', '/tickets/bulk', body, person)).undo.id;
}

/** How each call on tickets is made on a target. */
export const ticketCalls = {
  openTicket: (target, { world }) => ({
    body: {
      subject: 'Opened by somebody of the cast',
      body: 'B',
      customer: { name: 'Ed' },
      team_id: world.teams[target.replace('c', '') as 'A'],
      ...(target.startsWith('c') ? { confidential: true } : {}),
    },
  }),
  listTickets: (target) => ({ query: { view: target, limit: 200 } }),
  teamBoard: (target, { world }) => ({
    params: { id: target === 'A' || target === 'B' ? world.teams[target] : absent },
    query: { limit: 100 },
  }),
  searchSuggestions: () => ({ query: { q: 'ticket' } }),
  getTicket: plain(),
  changeTicket: async (target, place) => {
    const params = await on(target, place);
    const etag = target === 'absent' ? '"t1"' : (await place.does('GET', `/tickets/${params.number}`)).etag;
    return { params, body: { add_tags: ['seen'] }, headers: { 'if-match': etag } };
  },
  addMessage: plain(() => ({ kind: 'reply', body: 'R' })),
  queueReply: plain(() => ({ body: 'R' })),
  takeBackReply: waiting(),
  sendReplyNow: waiting(),
  releaseReply: waiting({ release: false }),
  takeTicket: plain(),
  transferTicket: plain(({ world }) => ({ team_id: world.teams.A1, reason: 'R' })),
  changeFirstContactOwner: plain(({ world }) => ({ user_id: world.people.agtB, reason: 'R' })),
  snoozeTicket: plain(({ world }) => ({
    until: new Date(world.test.clock.now().getTime() + 3_600_000).toISOString(),
  })),
  watchTicket: watcher,
  unwatchTicket: watcher,
  addParticipant: async (target, place) => ({
    params: { ...(await on(target, place)), customer_id: place.world.customers.Cy },
  }),
  removeParticipant: async (target, place) => ({
    params: { ...(await on(target, place)), customer_id: place.world.customers.Cy },
  }),
  customerLink: plain(() => ({})),
  exportTickets: () => ({ query: { format: 'csv', name: 'All', view: 'all' } }),
  markRead: plain(({ world }) => ({ seen: world.test.clock.now().toISOString() })),
  markUnread: plain(),
  recentTickets: () => ({}),
  saveDraft: plain(() => ({ kind: 'note', body: 'D' })),
  getDraft: plain(),
  bulkChange: async (target, place) => ({
    body: { numbers: [(await on(target, place)).number], action: { add_tags: ['bulk'] } },
  }),
  undoBulk: async (target, place) => {
    const id = await (target === 'absent' ? absent : bulk(target, place));
    return { params: { id } };
  },
  mergeTicket: async (target, place) => {
    const [number, into] = await pair(target, place);
    return { params: { number }, body: { into } };
  },
  mergeSuggestions: plain(),
  undoMerge: plain(),
  splitMessage: hanging('message_id', ({ world }, number) => firstMessage(world, number), { subject: 'S' }),
  linkTickets: async (target, place) => {
    const [number, to] = await pair(target, place);
    return { params: { number }, body: { kind: 'related', to } };
  },
  unlinkTickets: async (target, place) => {
    const [number, to] = await pair(target, place);
    const link = () => place.does('PUT', `/tickets/${number}/links`, { kind: 'related', to });
    if (!target.includes('absent')) await place.own(`link ${target}`, link);
    return { params: { number, kind: 'related', to } };
  },
  notifyIncident: async (target, place) => {
    const params = await on(target, place);
    const link = async () => {
      const affected = await openAs(place.world, 'affected', { team: target === 'B' ? 'B' : 'A' });
      await place.does('PUT', `/tickets/${affected}/links`, { kind: 'incident_of', to: params.number });
    };
    if (target !== 'absent') await place.own(`incident ${target}`, link);
    return { params, body: { body: 'N' } };
  },
  addTask: plain(() => ({ title: 'T' })),
  changeTask: hanging('task_id', task, { done: true }),
  listArrivals: plain(),
  recordArrival: plain(({ world }) => ({ at: world.test.clock.now().toISOString() })),
  correctArrival: hanging('id', arrival, { at: null, reason: 'R' }),
  consult: plain(({ world, person }) => ({
    question: 'Q',
    user_id: world.people[person === 'ldB' ? 'ldA' : 'ldB'], // never oneself
    due_minutes: 60,
  })),
  withdrawConsultation: hanging('consultation_id', consultation),
  answerConsultation: hanging('consultation_id', consultation, inBody('A')()),
  applyMacro: async (target, place) => ({ params: { ...(await on(target, place)), macro: 'ask_details' } }),
  renderCanned: async (target, place) => ({ params: { ...(await on(target, place)), canned: 'greeting' } }),
  explainObligation: hanging('id', obligation),
  waiveObligation: hanging('id', obligation, { reason: 'R' }),
  explainDuty: async (target, place) => ({ params: { id: await dutyOn(target, place) } }),
  giveProof: async (target, place) => ({
    params: { id: await dutyOn(target, place) },
    body: { words: 'W' },
  }),
  listInternalComplaints: () => ({}),
  recordInternalComplaint: plain(({ world }) => ({ unit_id: world.units.B, facts: 'F' })),
  answerInternalComplaint: () => ({ params: { id: absent }, body: { answer: 'A' } }),
  myDuties: () => ({ query: { limit: 200 } }),
} satisfies Partial<Record<OperationId, Call>>;
