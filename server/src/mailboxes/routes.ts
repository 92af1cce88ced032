import { requireEverywhere } from '../people/policy.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { tryMailbox } from './connection/try-mailbox.ts';
import { describeMailFields } from './mail-fields.ts';
import { listMailboxes, presentMailbox } from './mailboxes.query.ts';
import { addMailbox, changeMailbox, removeMailbox } from './save-mailbox.ts';
import { beginMailVisit, finishMailVisit } from './visit-mail-provider.ts';

export const mailboxRoutes: Implementation[] = [
  implement('listMailboxes', async (tx, context) => ({ items: await listMailboxes(tx, context) })),
  implement('mailFields', async (_tx, context) => {
    requireEverywhere(context, 'config.manage');
    return { items: describeMailFields() };
  }),
  implement('createMailbox', async (tx, context, { body }) =>
    presentMailbox(tx, context, await addMailbox(tx, context, body)),
  ),
  implement('changeMailbox', async (tx, context, { params, body, ifMatch }) =>
    presentMailbox(tx, context, await changeMailbox(tx, context, params.id, body, ifMatch)),
  ),
  implement('removeMailbox', async (tx, context, { params }) => {
    await removeMailbox(tx, context, params.id);
    return null;
  }),
  implement('tryMailbox', (db, context, { body }) => tryMailbox(db, context, body), {
    transaction: 'none',
  }),
  implement('visitMailProvider', (tx, context, { params, body }) =>
    beginMailVisit(tx, context, params.id, body.way),
  ),
  implement(
    'finishMailVisit',
    async (db, context, { body }) => presentMailbox(db, context, await finishMailVisit(db, context, body)),
    { transaction: 'none' },
  ),
];
