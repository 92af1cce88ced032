import type { TicketChanges } from '@shouwen/api';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { changeLocked } from './change-ticket.ts';
import { fillIn } from './fill-in.ts';
import { lockForWork, type TicketRow } from './find-ticket.ts';
import { refuseUnseen } from './newer-messages.query.ts';
import { inLanguage, unknownVariables } from './variables.ts';
import { writeMessage } from './write-message.ts';

/**
 * Carries a macro out: assigns, writes its note and its reply in the ticket's language, then sets what it sets. A text
 * that would go out with a variable that does not exist is refused, as is a reply to messages that nobody has seen.
 */
export async function applyMacro(
  tx: Tx,
  context: Context,
  number: number,
  key: string,
  lastSeen?: string,
): Promise<TicketRow> {
  const before = await lockForWork(tx, context, number, 'write');
  const macro = context.configuration.get('macros', key);
  if (!macro) throw notFound('macro');
  if (macro.reply && lastSeen) await refuseUnseen(tx, context, before, lastSeen);
  const { assign_to_me: assign, ...changes } = macro.set ?? {};
  let ticket = before;
  if (assign) ticket = await changeLocked(tx, context, ticket, { assignee_id: viewerOf(context).userId });
  for (const kind of ['note', 'reply'] as const) {
    const text = macro[kind];
    if (!text) continue;
    const [unknown] = unknownVariables(text);
    if (unknown !== undefined) throw conflict('variable_unknown', { params: { name: `{{${unknown}}}` } });
    const body = await fillIn(tx, context, ticket, inLanguage(text, ticket.language));
    ({ ticket } = await writeMessage(tx, context, ticket, { kind, body }));
  }
  return changeLocked(tx, context, ticket, changes satisfies TicketChanges);
}
