import type { OperationId } from '@shouwen/api';
import type { Place } from './place.ts';
import type { Call } from './ticket-calls.ts';

const absent = '019a0000-0000-7000-8000-000000000000';

const oauth = {
  provider: 'other',
  client_id: 'C',
  authorize_url: 'https://login.example.com/authorize',
  token_url: 'https://login.example.com/token',
  scope: 'mail offline_access',
};
const mailbox = (place: Place) =>
  place.own('mailbox', async () => {
    const imap = { way: 'imap', host: 'imap.example.com', port: 993, security: 'tls', user: 'u' };
    const receive = { ...imap, sign_in: 'oauth2', oauth, folder: 'INBOX', when_done: 'seen' };
    const body = { address: `box${place.world.count()}@example.com`, name: 'Box', receive, active: false };
    return (await place.does('POST', '/mailboxes', body)).id;
  });
const oneMailbox = async (target: string, place: Place) => ({
  id: target === 'absent' ? absent : await mailbox(place),
});

/** How each call on mailboxes is made on a target: `there` or `absent`. */
export const mailboxCalls = {
  listMailboxes: () => ({}),
  mailFields: () => ({}),
  createMailbox: (_, { world }) => ({
    body: { address: `new${world.count()}@example.com`, name: 'New' },
  }),
  changeMailbox: async (target, place) => ({
    params: await oneMailbox(target, place),
    headers: { 'if-match': '*' },
    body: { name: `Name ${place.world.count()}` },
  }),
  removeMailbox: async (target, place) => ({ params: await oneMailbox(target, place) }),
  tryMailbox: () => ({
    body: { address: 'a@example.com', receive: { way: 'listener' }, send: { way: 'installation' } },
  }),
  visitMailProvider: async (target, place) => ({
    params: await oneMailbox(target, place),
    body: { way: 'receive' },
  }),
  finishMailVisit: () => ({ body: { state: 'made up', code: 'C' } }),
} satisfies Partial<Record<OperationId, Call>>;
