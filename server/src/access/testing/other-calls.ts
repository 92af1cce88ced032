import type { OperationId } from '@shouwen/api';
import { addSignInProvider, addUser } from '../../platform/testing/factories.ts';
import { administratorPassword, password } from './cast.ts';
import type { Place } from './place.ts';
import type { Call } from './ticket-calls.ts';
import { openAs, type World } from './world.ts';

const absent = '019a0000-0000-7000-8000-000000000000';
type Unit = 'A' | 'B' | 'root';
const isUnit = (target: string): target is Unit => ['A', 'B', 'root'].includes(target);

/** `A`, `B`, `root`: somebody or something there; `absent`; else a person of the cast. */
const person =
  (body?: (place: Place) => unknown): Call =>
  async (target, place) => ({
    params: { id: await personOf(target, place) },
    ...(body ? { body: body(place) } : {}),
  });
async function personOf(target: string, place: Place): Promise<string> {
  if (isUnit(target)) return place.agentIn(target);
  if (target === 'teamB') return place.memberOf('B');
  return target === 'absent' ? absent : place.world.people[target as 'adm'];
}
const unitOf = (target: string, place: Place) => (isUnit(target) ? place.world.units[target] : absent);

/** A file of CSV that the viewer has uploaded; the administrator's for those who cannot. */
async function uploaded(place: Place, content: string): Promise<string> {
  const owner = ['anon', 'key', 'gone', 'link'].includes(place.viewer) ? 'adm' : place.viewer;
  return (await place.as(owner, 'uploadFile', { upload: { name: 'rows.csv', content } })).id;
}
/** A file attached to a note on a ticket of that compartment, by the administrator. */
const attachedTo = (target: 'A' | 'B' | 'cA', place: Place) =>
  place.own(`file on ${target}`, async () => {
    const { id } = await place.as('adm', 'uploadFile', { upload: { name: 'note.txt', content: target } });
    const note = { kind: 'note', body: 'With a file.', attachments: [id] };
    await place.does('POST', `/tickets/${await place.ticket(target)}/messages`, note);
    return id;
  });
/** A file of one's own, of somebody else, or attached to a ticket. */
async function oneFile(target: string, place: Place): Promise<{ params: { id: string } }> {
  if (target === 'absent') return { params: { id: absent } };
  if (target === 'own') return { params: { id: await uploaded(place, 'mine') } };
  if (target === 'other') {
    const file = { upload: { name: 'o', content: 'o' } };
    return { params: { id: (await place.as('mgrB', 'uploadFile', file)).id } };
  }
  return { params: { id: await attachedTo(target as 'A', place) } };
}
const view = (place: Place, scope: string, name: string) => ({
  name: `${name} ${place.world.count()}`,
  scope,
  ...(scope === 'team' ? { team_id: place.world.teams.A } : {}),
  condition: { field: 'status_category', is: 'open' },
});
/** `own:<scope>` or `adm:<scope>`: whose it is and whom it is for; or `absent`. */
const savedView: Call = async (target, place) => {
  const [whose = '', scope = ''] = target.split(':');
  if (target === 'absent') return { params: { id: absent } };
  const owner = whose === 'own' ? place.person : 'adm';
  return { params: { id: await place.view(owner, view(place, scope, 'V')) } };
};
/** `A`, `B`: a mail about a ticket there; `root`: about none; or `absent`. */
const aMail =
  (state: Parameters<Place['mail']>[1], body?: unknown): Call =>
  async (target, place) => ({
    params: { id: isUnit(target) ? await place.mail(target, state) : absent },
    ...(body ? { body } : {}),
  });
const webhook = (place: Place) =>
  place.own('webhook', async () => {
    const body = { url: 'https://hooks.example.com/in', events: ['*'] };
    return (await place.does('POST', '/webhooks', body)).id;
  });
const signInProvider = (place: Place) =>
  place.own('sign-in provider', () => addSignInProvider(place.world.test));
const webForm = (place: Place) => ({
  name: 'Fo',
  email: 'fo@example.com',
  subject: `Form ${place.world.count()}`,
  body: 'B',
});
/** The private link of the customer on a ticket of its own. */
const token = async (target: string, place: Place): Promise<{ token: string }> => {
  if (target === 'absent') return { token: `${absent}.nothing-of-the-kind` };
  const number = await openAs(place.world, 'linked');
  if (target === 'resolved')
    await place.does('POST', `/tickets/${number}/messages`, { kind: 'reply', body: 'R', status: 'resolved' });
  const { url } = await place.does('POST', `/tickets/${number}/customer-link`, {});
  return { token: new URL(url).pathname.split('/').at(-1) ?? '' };
};
/** The link of a partner who was asked on a ticket. */
const askedToken = async (target: string, place: Place): Promise<{ token: string }> => {
  if (target === 'absent') return { token: `${absent}.nothing-of-the-kind` };
  const number = await openAs(place.world, 'linked');
  const partner = { name: 'Pat', email: 'pat@example.com' };
  const question = { question: 'How much?', partner, due_minutes: 60 };
  const { url } = await place.does('POST', `/tickets/${number}/consultations`, question);
  return { token: new URL(url).pathname.split('/').at(-1) ?? '' };
};
const twoCustomers = async (place: Place) => {
  const [id, into] = [await place.customer(), await place.customer()];
  return { id, into: id === into ? place.world.customers.Bo : into };
};

/** How each call that is not on a ticket is made on a target. */
/** The day before, and of it what is asked: of oneself (`me`), of B's lead (`ldB`), or all. */
const yesterday = ({ test }: World) => {
  const day = new Date(test.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
  return { from: day, to: day };
};
const asksAbout = (target: string, { people }: World) =>
  target === 'me' ? { person: 'me' } : target === 'ldB' ? { person: people.ldB } : {};

const exported = { query: { format: 'csv', name: 'All' } };
export const otherCalls = {
  setupState: () => ({}),
  setup: () => ({
    body: { organisation: 'O', name: 'N', email: 'n@example.com', password, language: 'en' },
  }),
  signIn: async (target, { world, person: who }) => {
    // somebody else each time: what is tried too often is locked
    const left = async () => (await addUser(world.test, { state: 'deactivated', password })).email;
    const unknown = `${world.count()}@example.com`;
    const email = target === 'gone' ? await left() : target === 'absent' ? unknown : world.emails[who];
    const right = who === 'adm' && target === 'right' ? administratorPassword : password;
    return { body: { email, password: target === 'wrong' ? 'not the one' : right } };
  },
  me: () => ({}),
  signOut: () => ({}),
  myPreferences: () => ({}),
  setPreference: () => ({ params: { key: 'density' }, body: { value: 'compact' } }),
  changeMe: () => ({ body: { time_zone: 'Europe/Madrid' } }),
  changePassword: (target, { person: who }) => ({
    body: {
      current: target === 'wrong' ? 'not the one' : who === 'adm' ? administratorPassword : password,
      password: who === 'adm' ? administratorPassword : password, // so that the next one can sign in too
    },
  }),
  mySessions: () => ({}),
  endMySession: async (target, place) => ({
    params: {
      id: target === 'absent' ? absent : await place.session(target === 'own' ? place.person : 'mgrB'),
    },
  }),
  myApiKeys: () => ({}),
  createApiKey: () => ({ body: { name: 'K', scopes: ['read'] } }),
  revokeApiKey: async (target, place) => ({
    params: {
      id: target === 'absent' ? absent : await place.apiKey(target === 'own' ? place.person : 'mgrB'),
    },
  }),
  resetPassword: async (target, place) => {
    const link = async () =>
      new URL((await place.does('POST', `/users/${await place.agentIn('A')}/reset-link`)).url).pathname.split(
        '/',
      );
    return {
      params: { token: target === 'absent' ? 'no-such-token-at-all' : ((await link()).at(-1) ?? '') },
      body: { password: 'another long pass phrase' },
    };
  },
  listUsers: (target) => ({ query: { limit: 200, ...(target === 'all' ? { state: 'all' } : {}) } }),
  createUser: (target, place) => ({
    body: {
      email: `new.${place.world.count()}@example.com`,
      name: 'New',
      roles: [
        {
          role: target.startsWith('boss') ? 'administrator' : 'agent',
          unit_id: unitOf(target.replace('boss', ''), place),
        },
      ],
    },
  }),
  getUser: person(),
  changeUser: async (target, place) => {
    const id = await personOf(target, place);
    const etag = target === 'absent' ? '"u1"' : (await place.does('GET', `/users/${id}`)).etag;
    return { params: { id }, body: { name: 'Renamed' }, headers: { 'if-match': etag } };
  },
  resetLink: person(),
  unlockUser: person(),
  userSessions: person(),
  endUserSessions: person(),
  holdings: person(),
  deactivateUser: person(({ world }) => ({ successor_id: world.people.ldA })),
  reactivateUser: async (target, place) => {
    const id = await personOf(target, place);
    const leave = { successor_id: place.world.people.ldA };
    if (target !== 'absent')
      await place.own(`left ${target}`, () => place.does('POST', `/users/${id}/deactivate`, leave));
    return { params: { id } };
  },
  importStaff: async (_, place) => ({
    body: { file_id: await uploaded(place, 'name,email\nIm,im@example.com\n'), dry_run: true },
  }),
  listUnits: () => ({}),
  createUnit: (target, place) => ({ body: { name: 'U', parent_id: unitOf(target, place) } }),
  changeUnit: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await place.unitIn(target as Unit) },
    body: { name: 'U2' },
  }),
  listTeams: () => ({}),
  createTeam: (target, place) => ({ body: { name: 'T', unit_id: unitOf(target, place) } }),
  changeTeam: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await place.teamIn(target as Unit) },
    body: { name: 'T2' },
  }),
  signInMethods: () => ({}),
  secondFactor: () => ({ body: { code: '123456' } }),
  passkeyOptions: () => ({}),
  signInWithPasskey: () => ({ body: { response: {} } }),
  visitProvider: () => ({ params: { id: absent }, body: { purpose: 'sign_in' } }),
  finishVisit: () => ({ body: { query: 'code=1&state=1' } }),
  listSignInProviders: () => ({}),
  // nothing of the kind is there: who may add one is told so
  createSignInProvider: () => ({
    body: { name: 'P', issuer: 'https://127.0.0.1:9', client_id: 'c', client_secret: 's' },
  }),
  changeSignInProvider: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await signInProvider(place) },
    body: { name: 'Q' },
  }),
  removeSignInProvider: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await signInProvider(place) },
  }),
  confirmMethods: () => ({}),
  confirm: () => ({ body: { password: 'nothing' } }),
  confirmPasskeyOptions: () => ({}),
  confirmWithPasskey: () => ({ body: { response: {} } }),
  mySecondFactors: () => ({}),
  beginTotp: () => ({}),
  finishTotp: () => ({ body: { code: '123456' } }),
  removeTotp: () => ({}),
  beginPasskey: () => ({}),
  addPasskey: () => ({ body: { name: 'Key', response: {} } }),
  removePasskey: () => ({ params: { id: absent } }),
  newRecoveryCodes: () => ({}),
  removeSecondFactors: person(),
  listCustomers: () => ({ query: { limit: 200 } }),
  createCustomer: (_, { world }) => ({ body: { name: `Gu ${world.count()}` } }),
  getCustomer: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await place.customer() },
  }),
  customerHistory: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await place.customer() },
  }),
  changeCustomer: async (target, place) => {
    const id = target === 'absent' ? absent : await place.customer();
    const etag = target === 'absent' ? '"c1"' : (await place.does('GET', `/customers/${id}`)).etag;
    return { params: { id }, body: { notes: 'N' }, headers: { 'if-match': etag } };
  },
  matchCustomers: () => ({ body: { name: 'Bo' } }),
  mergeCustomers: async (target, place) => {
    if (target === 'absent') return { params: { id: absent }, body: { into: place.world.customers.Bo } };
    const { id, into } = await twoCustomers(place);
    return { params: { id }, body: { into } };
  },
  undoCustomerMerge: async (target, place) => {
    if (target === 'absent') return { params: { id: absent } };
    const merged = async () => {
      const { id } = await place.does('POST', '/customers', { name: `Ho ${place.world.count()}` });
      await place.does('POST', `/customers/${id}/merge`, { into: place.world.customers.Bo });
      return id as string;
    };
    return { params: { id: await place.own('merged customer', merged) } };
  },
  importCustomers: async (_, place) => ({
    body: { file_id: await uploaded(place, 'name,email\nIm,im@example.com\n'), dry_run: true },
  }),
  getConfiguration: () => ({}),
  putConfigEntry: () => ({
    params: { section: 'canned', key: 'mine' },
    body: { value: { name: 'Mine', body: 'B', order: 9 } },
  }),
  deleteConfigEntry: async (target, place) => {
    const key = target === 'absent' ? 'nothing' : `mine${place.world.count()}`;
    const value = { name: 'Mine', body: 'B', order: 9 };
    if (target !== 'absent') await place.does('PUT', `/configuration/canned/${key}`, { value });
    return { params: { section: 'canned', key } };
  },
  previewDue: () => ({ body: { start: '2026-11-23T10:00:00Z', target: { business_minutes: 60 } } }),
  previewTicket: (_, { world }) => ({
    body: { opened_at: '2026-11-23T10:00:00Z', type: 'inquiry', priority: 'normal', team_id: world.teams.A },
  }),
  openWork: () => ({}),
  previewRollout: () => ({ body: {} }),
  startRollout: () => ({ body: {} }),
  listDuty: () => ({}),
  setMyDuty: () => ({ body: { state: 'away' } }),
  listSharing: () => ({}),
  setTeamSharing: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await place.teamIn(target as Unit) },
    body: { sharing: 'manual' },
  }),
  setPersonSharing: person(() => ({ capacity: 5, skills: [] })),
  countFirings: () => ({}),
  listFirings: () => ({ params: { key: 'nothing' } }),
  dryRunRule: () => ({
    body: {
      rule: {
        name: 'R',
        order: 1,
        active: true,
        on: { events: ['opened'] },
        when: { all: [] },
        do: [{ do: 'raise_priority' }],
      },
      days: 7,
    },
  }),
  holidayCountries: () => ({}),
  holidays: () => ({ query: { country: 'ES', from: 2026, years: 1 } }),
  importHolidays: (target) => ({
    params: { key: target === 'absent' ? 'nothing' : 'always_open' },
    body: { country: 'ES', from: 2026, years: 1 },
  }),
  listFirstSteps: () => ({}),
  markFirstStep: (target) => ({
    params: { key: target === 'absent' ? 'nothing' : 'form' },
    body: { done: true },
  }),
  getSampleData: () => ({}),
  addSampleData: () => ({}),
  removeSampleData: async (_, { does }) => {
    const { added_at } = await does('GET', '/sample-data');
    if (added_at === null) await does('POST', '/sample-data');
    return {};
  },
  listConfigChanges: () => ({}),
  exportConfigChanges: () => exported,
  exportCustomers: () => exported,
  exportUsers: () => exported,
  exportDuties: () => exported,
  exportOutbox: () => exported,
  configHistory: () => ({ params: { section: 'canned', key: 'greeting' } }),
  readEvents: () => ({ query: { limit: 1000 } }),
  listWebhooks: () => ({}),
  createWebhook: () => ({ body: { url: 'https://hooks.example.com/in', events: ['ticket.*'] } }),
  changeWebhook: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await webhook(place) },
    body: { description: 'D' },
  }),
  deleteWebhook: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await webhook(place) },
  }),
  listDeliveries: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await webhook(place) },
    query: {},
  }),
  resendDelivery: async (target, place) => {
    if (target === 'absent') return { params: { id: absent, delivery_id: absent } };
    const id = await webhook(place);
    return { params: { id, delivery_id: await place.delivery(id) } };
  },
  listOutbox: () => ({ query: { limit: 200 } }),
  outboxMail: aMail('sent'),
  decideMail: aMail('unknown', { was: 'sent' }),
  releaseMail: aMail('queued'),
  releaseMails: () => ({}),
  retryMail: aMail('failed'),
  uploadFile: () => ({ upload: { name: 'a.txt', content: 'A' } }),
  downloadFile: oneFile,
  fileText: oneFile,
  listViews: () => ({}),
  countViews: () => ({}),
  figures: (target, { world }) => ({ query: { ...yesterday(world), ...asksAbout(target, world) } }),
  figure: (target, { world }) => ({
    params: { metric: 'kept_rate' },
    query: { ...yesterday(world), by: target === 'person' ? 'person' : 'day' },
  }),
  figureRows: (target, { world }) => ({
    params: { metric: 'received' },
    query: { ...yesterday(world), ...asksAbout(target, world) },
  }),
  wallboard: (target, { world }) => ({ query: target === 'B' ? { team: world.teams.B } : {} }),
  previewView: () => ({ body: { condition: { all: [] } } }),
  createView: (target, place) => ({ body: view(place, target, 'V') }),
  listNotifications: () => ({}),
  readNotifications: () => ({ body: { ids: [absent] } }),
  viewFields: () => ({}),
  previewTickets: () => ({ body: { condition: { all: [] } } }),
  // `share`: makes a view of one's own one for all
  changeView: async (target, place) => ({
    ...(await savedView(target === 'share' ? 'own:private' : target, place)),
    body: target === 'share' ? { scope: 'all' } : { name: `New ${place.world.count()}` },
  }),
  deleteView: savedView,
  getWebForm: (target) => ({ params: { form: target } }),
  submitWebForm: (target, place) => ({ params: { form: target }, body: webForm(place) }),
  getLinked: async (target, place) => ({ params: await token(target, place) }),
  answerLinked: async (target, place) => ({ params: await token(target, place), body: { body: 'A' } }),
  getAsked: async (target, place) => ({ params: await askedToken(target, place) }),
  answerAsked: async (target, place) => ({ params: await askedToken(target, place), body: { body: 'A' } }),
  decideLinked: async (target, place) => ({ params: await token(target, place), body: { accepted: true } }),
} satisfies Partial<Record<OperationId, Call>>;
