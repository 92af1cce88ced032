import { type Implementation, implement } from '../platform/http/implement.ts';
import { decideMail } from './decide-mail.ts';
import { exportOutbox } from './export-outbox.ts';
import { listOutbox } from './list-outbox.query.ts';
import { outboxMail } from './outbox-mail.query.ts';
import { releaseMail, releaseMails, retryMail } from './release-mail.ts';

export const outboxRoutes: Implementation[] = [
  implement('listOutbox', (tx, context, { query }) => listOutbox(tx, context, query)),
  implement('exportOutbox', (db, context, { query }) => exportOutbox(db, context, query), {
    transaction: 'none',
  }),
  implement('outboxMail', (tx, context, { params }) => outboxMail(tx, context, params.id)),
  implement('decideMail', async (tx, context, { params, body }) => {
    await decideMail(tx, context, params.id, body.was);
    return outboxMail(tx, context, params.id);
  }),
  implement('releaseMail', async (tx, context, { params }) => {
    await releaseMail(tx, context, params.id);
    return outboxMail(tx, context, params.id);
  }),
  implement('releaseMails', async (tx, context) => ({ released: await releaseMails(tx, context) })),
  implement('retryMail', async (tx, context, { params }) => {
    await retryMail(tx, context, params.id);
    return outboxMail(tx, context, params.id);
  }),
];
