import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { type Context, systemActor } from '../../context.ts';
import { requireEverywhere } from '../../people/viewer.ts';
import { invalid, Refusal } from '../../platform/errors.ts';
import { type Implementation, implement } from '../../platform/http/implement.ts';
import { addBlock, listBlocks, removeBlock } from './block-list.ts';
import { assignToTicket, processAgain } from './decide-mail.ts';
import { exportJournal } from './export-journal.ts';
import { listMail } from './journal.query.ts';
import { mailLimit } from './mail-limit.ts';
import { downloadMail, receiptOf, showMail } from './read-journal.ts';
import { receiveMail } from './receive-mail.ts';

export const mailRoutes: Implementation[] = [
  implement(
    'receiveMail',
    async (db, context, { request, query }) => {
      requireEverywhere(context, 'outbox.manage');
      const envelope = { from: query.from ?? null, to: addressesIn(query.to ?? '') };
      const intake = { app: context.app, systemContext: async () => asProduct(context) };
      const { id } = await receiveMail(intake, { raw: await rawIn(request), source: 'http', envelope });
      return receiptOf(db, context, id);
    },
    { transaction: 'none', status: ({ verdict }) => (verdict === 'pending' ? 202 : 200) },
  ),
  implement('listMail', (tx, context, { query }) => listMail(tx, context, query)),
  implement('exportMail', (db, context, { query }) => exportJournal(db, context, query), {
    transaction: 'none',
  }),
  implement('getMail', (tx, context, { params }) => showMail(tx, context, params.id)),
  implement('rawMail', (tx, context, { params }) => downloadMail(tx, context, params.id)),
  implement(
    'processMail',
    (_, context, { params, body }) =>
      processAgain(context, params.id, { asOrdinary: body.as_ordinary ?? false }),
    { transaction: 'none' },
  ),
  implement('assignMail', (_, context, { params, body }) => assignToTicket(context, params.id, body.ticket), {
    transaction: 'none',
  }),
  implement('listMailBlocks', (tx, context) => listBlocks(tx, context)),
  implement('addMailBlock', (tx, context, { body }) => addBlock(tx, context, body)),
  implement('removeMailBlock', async (tx, context, { params }) => {
    await removeBlock(tx, context, params.id);
    return undefined;
  }),
];

/** What a mail brings about is nobody's doing but its sender's: not that of whoever's key it came in with. */
const asProduct = (context: Context): Context => ({
  ...context,
  viewer: null,
  actor: systemActor,
  language: 'en',
});

const addressesIn = (list: string): string[] =>
  list
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');

/** The body, byte for byte. Throws `Refusal`: 422 without one, 413 when it is too large. */
async function rawIn(request: FastifyRequest): Promise<Buffer> {
  if (!(request.body instanceof Readable)) throw invalid('body', 'mail_missing');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > mailLimit)
      throw new Refusal('too_large', 'mail_too_large', { params: { limit: mailLimit / 1024 / 1024 } });
  }
  if (size === 0) throw invalid('body', 'mail_missing');
  return Buffer.concat(chunks);
}
