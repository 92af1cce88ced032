import type { Selectable, Updateable } from 'kysely';
import type { Context } from '../context.ts';
import { appendEvent } from '../events/append-event.ts';
import { usableFiles } from '../files/usable-files.ts';
import { notify } from '../notifications/notify.ts';
import { newId } from '../platform/ids.ts';
import type { Tx } from '../tables.ts';
import type { RequestRow } from './policy.ts';
import type { InstructionRequestTable, InstructionStepTable } from './tables.ts';

type Kind = Selectable<InstructionStepTable>['kind'];

export interface NewStep {
  kind: Kind;
  eventId: string;
  /** made beforehand when the request is to name it */
  id?: string;
  by: string;
  to?: string | null;
  text?: string | null;
  saidAt?: Date | null;
  carryOutBy?: Date | null;
  /** files that the actor has uploaded */
  attachments?: readonly string[] | undefined;
  /** what it changes of the request */
  set?: Updateable<InstructionRequestTable>;
  /** who hears of it */
  tell: readonly (string | null)[];
  obligationId?: string;
}

// The timeline of the ticket tells of these, without a word of what was written: not everybody there may read it.
const onTimeline: ReadonlySet<Kind> = new Set(['asked', 'instructed', 'said', 'carried_out', 'withdrawn']);

/**
 * Adds a step to the course of a locked request: the step, what it changes of the request, the event and word to those
 * concerned. What was written stands in the course alone; the ledger tells who did what. Gives the request after it.
 */
export async function recordStep(
  tx: Tx,
  context: Context,
  request: RequestRow,
  step: NewStep,
): Promise<RequestRow> {
  const version = request.version + 1;
  const after = await tx
    .updateTable('instruction_request')
    .set({ ...step.set, version })
    .where('org_id', '=', context.org)
    .where('id', '=', request.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await writeStep(tx, context, after, step);
  return after;
}

/** The step alone, on a request that stands as it is to be. */
export async function writeStep(tx: Tx, context: Context, request: RequestRow, step: NewStep): Promise<void> {
  const files = await usableFiles(tx, context, step.attachments ?? []);
  const id = step.id ?? newId(context.now);
  await tx
    .insertInto('instruction_step')
    .values({
      org_id: context.org,
      id,
      request_id: request.id,
      seq: request.version,
      kind: step.kind,
      at: context.now,
      by_id: step.by,
      to_id: step.to ?? null,
      text: step.text ?? null,
      said_at: step.saidAt ?? null,
      carry_out_by: step.carryOutBy ?? null,
      event_id: step.eventId,
    })
    .execute();
  if (files.length > 0)
    await tx
      .insertInto('instruction_file')
      .values(files.map((file_id, position) => ({ org_id: context.org, step_id: id, file_id, position })))
      .execute();
  await appendEvent(tx, context, {
    id: step.eventId,
    kind: `instruction.${step.kind}`,
    subject: { kind: 'instruction', id: request.id },
    ticketId: onTimeline.has(step.kind) ? request.ticket_id : null,
    data: { instruction: request.id, number: request.number },
  });
  await notify(tx, context, {
    users: step.tell.filter((id) => id !== null),
    kind: `instruction.${step.kind}`,
    ticketId: null,
    obligationId: step.obligationId ?? null,
    eventId: step.eventId,
  });
}
