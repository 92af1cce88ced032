import type { OperationId } from '@shouwen/api';
import type { Place } from './place.ts';
import type { Call } from './ticket-calls.ts';
import type { World } from './world.ts';

const absent = '019a0000-0000-7000-8000-000000000000';

/** A mail that opens no ticket by itself. */
const rawMail = (world: World) =>
  [
    `Message-ID: <access-${world.count()}@example.net>`,
    'From: Ana <ana@example.net>',
    'To: support@localhost',
    'Subject: Win now',
    'Date: Mon, 02 Mar 2026 09:00:00 +0000',
    'X-Spam-Flag: YES',
    '',
    'Words.',
    '',
  ].join('\r\n');
/** A mail that the administrator has put onto a ticket of that compartment; `none`: onto no ticket; or `absent`. */
async function oneMail(target: string, place: Place): Promise<{ params: { id: string } }> {
  if (target === 'absent') return { params: { id: absent } };
  const id = await place.own(`mail ${target}`, async () => {
    const { id: kept } = await place.as('adm', 'receiveMail', { mail: rawMail(place.world) });
    if (target === 'none') return kept;
    const ticket = await place.ticket(target as 'A' | 'cA');
    await place.does('POST', `/mail/journal/${kept}/ticket`, { ticket });
    return kept;
  });
  return { params: { id } };
}
const blockOf = (place: Place): Promise<string> =>
  place.own('block', async () => {
    const body = { pattern: `@block${place.world.count()}.example` };
    return (await place.does('POST', '/mail/blocks', body)).id;
  });

/** The calls of incoming mail. */
export const mailCalls = {
  receiveMail: (_, { world }) => ({ mail: rawMail(world) }),
  listMail: () => ({ query: { limit: 200 } }),
  exportMail: () => ({ query: { format: 'csv', name: 'All' } }),
  getMail: oneMail,
  rawMail: oneMail,
  processMail: async (target, place) => ({ ...(await oneMail(target, place)), body: {} }),
  assignMail: async (target, place) => ({
    ...(await oneMail(target, place)),
    body: { ticket: await place.ticket(target === 'A' ? 'A' : 'B') },
  }),
  listMailBlocks: () => ({}),
  addMailBlock: (_, { world }) => ({ body: { pattern: `@spam${world.count()}.example` } }),
  removeMailBlock: async (target, place) => ({
    params: { id: target === 'absent' ? absent : await blockOf(place) },
  }),
} satisfies Partial<Record<OperationId, Call>>;
