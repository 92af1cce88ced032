import { readMail } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { systemActor } from '../../context.ts';
import { appendEvent } from '../../events/append-event.ts';
import { requireEverywhere, requirePermission } from '../../people/viewer.ts';
import { conflict } from '../../platform/errors.ts';
import { inTransaction } from '../../platform/http/pipeline.ts';
import type { Tx } from '../../tables.ts';
import { lockForWork } from '../../tickets/find-ticket.ts';
import { findMail } from './journal.query.ts';
import { mailboxesOf } from './mailboxes-of.ts';
import { processMail } from './process-mail.ts';
import { rawOf } from './raw-mail.ts';
import type { JournalEntry } from './read-journal.ts';
import { recordJudgement } from './record-judgement.ts';
import { lease } from './retries.ts';
import type { MailRow } from './same-mail.query.ts';
import { takeReply } from './take-reply.ts';

/**
 * Processes a mail again that has no ticket: what was put aside, refused, or waits for its next try. `asOrdinary` takes
 * it for a request of a person whatever its marks say. Throws `Refusal` (409) when it has become a ticket already.
 */
export async function processAgain(
  context: Context,
  id: string,
  options: { asOrdinary: boolean },
): Promise<JournalEntry> {
  const { app } = context;
  await inTransaction(app, async (tx) => {
    requireEverywhere(context, 'outbox.manage');
    await findMail(tx, context, id);
    const row = await lockRow(tx, context, id);
    refuseWithTicket(row);
    await tx
      .updateTable('mail_in')
      .set({
        state: 'pending',
        verdict: null,
        reason: null,
        duplicate_of: null,
        attempts: 0,
        begun: 1,
        next_at: new Date(context.now.getTime() + lease),
      })
      .where('org_id', '=', context.org)
      .where('id', '=', id)
      .execute();
    await tell(tx, context, 'mail.processed_again', id, { as_ordinary: options.asOrdinary });
  });
  const asProduct: Context = { ...context, viewer: null, actor: systemActor, language: 'en' };
  await processMail({ app, systemContext: async () => asProduct }, id, options);
  return (await findMail(app.db, context, id)).entry;
}

/**
 * A person says to which ticket a mail belongs that has none: it goes onto its thread as an answer would. Throws
 * `Refusal` (409) when it has one; what stands on a wrong ticket is split off there.
 */
export async function assignToTicket(context: Context, id: string, number: number): Promise<JournalEntry> {
  const { app } = context;
  requirePermission(context, 'outbox.manage');
  await findMail(app.db, context, id);
  const mail = await readMail(await rawOf(app, id));
  await inTransaction(app, async (tx) => {
    const ticket = await lockForWork(tx, context, number, 'write');
    const row = await lockRow(tx, context, id);
    refuseWithTicket(row);
    const asProduct: Context = { ...context, viewer: null, actor: systemActor };
    const mailboxes = await mailboxesOf(tx, asProduct, row, mail);
    const arrival = { row, mail, mailboxes, asOrdinary: true };
    const thread = { ticketId: ticket.id, number: ticket.number, by: 'person' as const };
    const { ticketId, messageId } = await takeReply(tx, asProduct, arrival, thread);
    const reason = { key: 'by_person', number: ticket.number, by: context.actor.name };
    await recordJudgement(tx, context, arrival, { verdict: 'reply', reason, ticketId, messageId });
    await tell(tx, context, 'mail.assigned', id, { ticket: ticket.number }, ticket.id);
  });
  app.ledgerGrew();
  return (await findMail(app.db, context, id)).entry;
}

async function lockRow(tx: Tx, context: Context, id: string): Promise<MailRow> {
  return tx
    .selectFrom('mail_in')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

function refuseWithTicket(row: MailRow): void {
  if (row.ticket_id) throw conflict('mail_has_ticket');
}

async function tell(
  tx: Tx,
  context: Context,
  kind: string,
  id: string,
  data: Record<string, unknown>,
  ticketId: string | null = null,
): Promise<void> {
  await appendEvent(tx, context, { kind, subject: { kind: 'mail', id }, ticketId, data });
}
