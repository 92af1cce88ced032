import type { Asked, Language } from '@shouwen/api';
import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { usableFiles } from '../files/usable-files.ts';
import { viewerOf } from '../people/viewer.ts';
import { conflict, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { say } from '../platform/texts.ts';
import type { ObligationSpec } from '../policies/select-terms.ts';
import { selectionOf } from '../policies/selection-of.ts';
import type { Tx } from '../tables.ts';
import { applyChange } from '../tickets/apply-change.ts';
import { lockTicketById, type TicketRow } from '../tickets/find-ticket.ts';
import { attachFiles, insertMessage } from '../tickets/messages.ts';
import { inLanguage } from '../tickets/variables.ts';
import { checkProof, type GivenProof, isGiven } from './check-proof.ts';
import { completeObligation } from './end-obligation.ts';
import { seenObligation } from './seen-obligation.query.ts';
import type { ObligationTable } from './tables.ts';

type Row = Selectable<ObligationTable>;

/**
 * Whoever owes something gives what proves it: a record, an attachment, a ticked checklist, a filled form. It is done then. On a
 * ticket the proof stands as an internal note, with its files. Refuses who does not owe it, and what is not complete.
 */
export async function giveProof(tx: Tx, context: Context, id: string, given: GivenProof): Promise<Row> {
  const { row: seen, owes } = await seenObligation(tx, context, id);
  if (!owes) throw new Refusal('forbidden', 'not_owed_by_you');
  const ticket = seen.ticket_id === null ? null : await lockTicketById(tx, context, seen.ticket_id);
  if (ticket?.merged_into_id) throw conflict('ticket_merged');
  const row = await lockOwed(tx, context, id);
  const spec = await specOf(tx, context, row, ticket);
  if (!spec || !isGiven(spec.proof)) throw conflict('proof_follows');
  if (row.state !== 'open' && row.state !== 'paused')
    throw conflict('obligation_ended', { current: { state: row.state } });
  const files = await usableFiles(tx, context, given.files ?? []);
  checkProof(spec.proof, spec.asks ?? [], { ...given, files });
  const shown = ticket ? await writeNote(tx, context, { ticket, row, spec, given, files }) : null;
  const eventId = shown?.eventId ?? (await proveFree(tx, context, row));
  await tx
    .insertInto('obligation_proof')
    .values({
      org_id: context.org,
      obligation_id: id,
      kind: spec.proof,
      words: given.words ?? '',
      answers: JSON.stringify(given.answers ?? {}),
      files,
      message_id: shown?.messageId ?? null,
      event_id: eventId,
      given_by: viewerOf(context).userId,
      given_at: context.now,
    })
    .execute();
  return lockOwed(tx, context, id);
}

function lockOwed(tx: Tx, context: Context, id: string): Promise<Row> {
  return tx
    .selectFrom('obligation')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function specOf(
  tx: Tx,
  context: Context,
  { kind }: Row,
  ticket: TicketRow | null,
): Promise<ObligationSpec | undefined> {
  const selected = ticket ? (await selectionOf(tx, context, ticket)).kinds : [];
  return selected.find(({ key }) => key === kind)?.value ?? context.configuration.get('obligations', kind);
}

interface Note {
  ticket: TicketRow;
  row: Row;
  spec: ObligationSpec;
  given: GivenProof;
  files: readonly string[];
}

async function writeNote(tx: Tx, context: Context, { ticket, row, spec, given, files }: Note) {
  const body = [
    inLanguage(spec.name, context.language),
    ...(spec.asks ?? []).flatMap((ask) => lineOf(context.language, ask, given.answers?.[ask.key])),
    ...(given.words?.trim() ? [given.words.trim()] : []),
  ].join('\n');
  const messageId = await insertMessage(tx, context, ticket, {
    kind: 'note',
    body,
    channel: ticket.channel,
    author: context.actor,
  });
  await attachFiles(tx, context, messageId, files);
  const { eventId } = await applyChange(
    tx,
    context,
    ticket,
    {},
    {
      kind: 'ticket.noted',
      data: { message: messageId, mentions: [], proves: row.id },
      first: (cause) => completeObligation(tx, context, row.id, cause.event),
    },
  );
  return { messageId, eventId };
}

function lineOf(language: Language, { name, answer }: Asked, given: boolean | string | undefined): string[] {
  if (given === undefined || given === '') return [];
  const label = inLanguage(name, language);
  if (answer === 'check') return [`${given === true ? '☑' : '☐'} ${label}`];
  const said = typeof given === 'string' ? given : say(language, given ? 'proof.yes' : 'proof.no');
  return [say(language, 'proof.line', { label, said })];
}

async function proveFree(tx: Tx, context: Context, row: Row): Promise<string> {
  const id = newId(context.now);
  await completeObligation(tx, context, row.id, id);
  return appendEvent(tx, context, {
    id,
    kind: 'obligation.proved',
    subject: { kind: 'obligation', id: row.id },
    data: { obligation: row.id, kind: row.kind },
  });
}
