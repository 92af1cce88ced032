import { htmlOfText } from '@shouwen/api';
import type { Context } from '../context.ts';
import { usableFiles } from '../files/usable-files.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { draftContentOf, type Words } from './content.ts';
import { draftsOn, writableTicket } from './drafts.query.ts';

export interface NewDraft extends Words {
  kind: 'reply' | 'note';
  attachments?: string[] | undefined;
  /** `saved_at` of what one writes on; null when there was nothing yet */
  base?: string | null | undefined;
}

/**
 * Keeps what somebody is writing; empty text without files discards it. Whoever has begun may go on after losing sight
 * of the ticket, and on one that was merged away: nobody's text is lost by what others do. Refused with 409 and the
 * other text when `base` is given and another window has saved since. Gives the moment of saving.
 */
export async function saveDraft(tx: Tx, context: Context, number: number, draft: NewDraft): Promise<Date> {
  const { userId } = viewerOf(context);
  const { id: ticketId } = await writableTicket(tx, context, number);
  if (draft.base !== undefined) await refuseOther(tx, context, { ticketId, userId, ...draft });
  const { body, html } = draftContentOf(draft);
  const attachments = await usableFiles(tx, context, draft.attachments ?? []);
  if (body === '' && attachments.length === 0) {
    await discardDraft(tx, context, { ticketId, userId, kind: draft.kind });
    return context.now;
  }
  const values = { body, html, attachments, saved_at: context.now };
  await tx
    .insertInto('draft')
    .values({ org_id: context.org, ticket_id: ticketId, user_id: userId, kind: draft.kind, ...values })
    .onConflict((clash) => clash.columns(['org_id', 'ticket_id', 'user_id', 'kind']).doUpdateSet(values))
    .execute();
  return context.now;
}

/** A reply that was not sent is a draft again; what has been begun since stands after it. */
export async function restoreDraft(
  tx: Tx,
  context: Context,
  reply: { ticketId: string; userId: string; body: string; html: string | null; attachments: string[] },
): Promise<void> {
  const { ticketId, userId } = reply;
  const begun = await tx
    .selectFrom('draft')
    .select(['body', 'html', 'attachments'])
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .where('user_id', '=', userId)
    .where('kind', '=', 'reply')
    .forUpdate()
    .executeTakeFirst();
  const parts = begun ? [reply, begun] : [reply];
  const values = {
    body: parts.map((part) => part.body).join('\n\n'),
    html: parts.every((part) => part.html === null)
      ? null
      : parts.map((part) => part.html ?? htmlOfText(part.body)).join('<p></p>'),
    attachments: [...new Set(parts.flatMap((part) => part.attachments))],
    saved_at: context.now,
  };
  await tx
    .insertInto('draft')
    .values({ org_id: context.org, ticket_id: ticketId, user_id: userId, kind: 'reply', ...values })
    .onConflict((clash) => clash.columns(['org_id', 'ticket_id', 'user_id', 'kind']).doUpdateSet(values))
    .execute();
}

interface DraftKey {
  ticketId: string;
  userId: string;
  kind: 'reply' | 'note';
}

/** Throws a draft away: it was sent, or emptied by its author. */
export async function discardDraft(tx: Tx, context: Context, draft: DraftKey): Promise<void> {
  await tx
    .deleteFrom('draft')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', draft.ticketId)
    .where('user_id', '=', draft.userId)
    .where('kind', '=', draft.kind)
    .execute();
}

async function refuseOther(
  tx: Tx,
  context: Context,
  draft: DraftKey & { base?: string | null | undefined },
): Promise<void> {
  const stored = await tx
    .selectFrom('draft')
    .select('saved_at')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', draft.ticketId)
    .where('user_id', '=', draft.userId)
    .where('kind', '=', draft.kind)
    .forUpdate()
    .executeTakeFirst();
  const base = draft.base ? new Date(draft.base).getTime() : null;
  if ((stored?.saved_at.getTime() ?? null) === base) return;
  const current = await draftsOn(tx, context, [draft.ticketId]);
  throw conflict('draft_elsewhere', { current: current.find((one) => one.kind === draft.kind) ?? null });
}
