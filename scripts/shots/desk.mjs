import { Plain } from '../lib/say.mjs';
import { startProduct } from './product.mjs';

/**
 * A running product, who looks at it, and what it holds.
 * @typedef {object} Desk
 * @property {string} url
 * @property {{ email: string, password: string }[]} people who sign in; the first one is who looks, unless a page says the last
 * @property {Record<string, string | number | undefined>} held by the names that addresses use
 * @property {() => Promise<void>} stop
 */
/** @typedef {import('playwright-core').APIRequestContext} Api */

const administrator = { email: 'ada@example.com', password: 'a long pass phrase' };
const demoPassword = 'shouwen-demo';

/**
 * The sample department: a lead with work of their own, and the administrator.
 * @param {() => Promise<Api>} newApi
 * @returns {Promise<Desk>}
 */
export async function fullDesk(newApi) {
  const { url, stop } = await startProduct('demo');
  const lead = { email: 'byrne@lumen.example', password: demoPassword };
  const admin = { email: 'admin@lumen.example', password: demoPassword };
  const asLead = await signedIn(await newApi(), url, lead);
  const asAdmin = await signedIn(await newApi(), url, admin);
  const view = await asLead('post', '/views', {
    name: 'Late at the moment',
    scope: 'private',
    condition: [{ field: 'overdue', is: true }],
  });
  const webhook = await asAdmin('post', '/webhooks', {
    url: 'https://hooks.example.com/in',
    events: ['ticket.*'],
  });
  const { items: owned } = await asLead('get', '/tickets?view=first_contact&limit=1');
  const { items: units } = await asAdmin('get', '/units');
  await asLead('post', `/tickets/${owned[0]?.number}/internal-complaints`, {
    unit_id: units.at(-1)?.id,
    facts: 'Asked three times since Monday whether the part is in stock. No answer.',
  });
  const { items: teams } = await asAdmin('get', '/teams');
  await asAdmin('put', '/configuration/schedules/round', {
    value: {
      name: { zh: '每日巡检', en: 'Daily round', es: 'Ronda diaria' },
      order: 10,
      active: true,
      kind: 'routine',
      days: { every: 'open_day' },
      at: '09:00',
      team_id: teams[0]?.id,
      owner: 'team_lead',
    },
  });
  const { items: tickets } = await asLead('get', '/tickets?view=unfinished&assignee=me&limit=5');
  const { items: users } = await asAdmin('get', '/users');
  const { items: instructions } = await asLead('get', '/instructions?limit=1');
  return {
    url,
    stop,
    people: [lead, admin],
    held: {
      ticket: tickets[0]?.number,
      customer: tickets[0]?.customer.id,
      view: view.id,
      webhook: webhook.id,
      instruction: instructions[0]?.number,
      person: users.find((/** @type {{ email: string }} */ user) => user.email === lead.email)?.id,
    },
  };
}

/**
 * A product that nobody has set up yet.
 * @returns {Promise<Desk>}
 */
export async function unopenedDesk() {
  return { ...(await startProduct('serve')), people: [], held: {} };
}

/**
 * The same with its administrator and nothing else.
 * @param {Desk} desk
 * @param {Api} api
 * @returns {Promise<Desk>}
 */
export async function openDesk(desk, api) {
  const me = await carryOut(api, desk.url, 'post', '/setup', {
    organisation: 'Example Ltd',
    name: 'Ada Adams',
    language: 'en',
    time_zone: 'Europe/Madrid',
    ...administrator,
  });
  return { ...desk, people: [administrator], held: { person: me.user.id } };
}

/**
 * @param {Api} api
 * @param {string} url
 * @param {{ email: string, password: string }} person
 */
export async function signedIn(api, url, person) {
  await carryOut(api, url, 'post', '/session', person);
  /** @param {'get' | 'post' | 'patch' | 'put'} method @param {string} path @param {object} [data] */
  const call = (method, path, data) => carryOut(api, url, method, path, data);
  return call;
}

/**
 * One call of the product's API, by whoever is signed in.
 * @param {Api} api
 * @param {string} url
 * @param {'get' | 'post' | 'patch' | 'put'} method
 * @param {string} path
 * @param {object} [data]
 */
async function carryOut(api, url, method, path, data) {
  const headers = { origin: url, ...(method === 'patch' ? { 'if-match': '*' } : {}) };
  const answer = await api[method](`${url}/api/v1${path}`, data ? { data, headers } : { headers });
  if (!answer.ok()) throw new Plain(`${method} ${path} was refused: ${await answer.text()}`);
  return answer.json();
}
