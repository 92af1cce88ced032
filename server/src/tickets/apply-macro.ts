import type { LocalText, TicketChanges } from '@shouwen/api';
import type { Context } from '../context.ts';
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
  if (macro?.reply && lastSeen) await refuseUnseen(tx, context, before, lastSeen);
  return applyMacroLocked(tx, context, before, key);
}

/** The same on a ticket that is locked already. The product itself takes no ticket over by it. */
export async function applyMacroLocked(
  tx: Tx,
  context: Context,
  before: TicketRow,
  key: string,
): Promise<TicketRow> {
  const macro = context.configuration.get('macros', key);
  if (!macro) throw notFound('macro');
  const { assign_to_me: assign, ...changes } = macro.set ?? {};
  let ticket = before;
  if (assign && context.viewer)
    ticket = await changeLocked(tx, context, ticket, { assignee_id: context.viewer.userId });
  for (const kind of ['note', 'reply'] as const) {
    const text = macro[kind];
    if (text) ticket = await writeText(tx, context, ticket, kind, text);
  }
  return changeLocked(tx, context, ticket, changes satisfies TicketChanges);
}

/** Writes a text of the configuration onto a locked ticket, in its language and with its variables filled in. */
export async function writeText(
  tx: Tx,
  context: Context,
  ticket: TicketRow,
  kind: 'note' | 'reply',
  text: LocalText,
): Promise<TicketRow> {
  const [unknown] = unknownVariables(text);
  if (unknown !== undefined) throw conflict('variable_unknown', { params: { name: `{{${unknown}}}` } });
  const body = await fillIn(tx, context, ticket, inLanguage(text, ticket.language));
  return (await writeMessage(tx, context, ticket, { kind, body })).ticket;
}
