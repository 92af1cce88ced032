import type { Explanation, Instruction } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { explainOfSubject, obligationsShown } from '../obligations/of-subject.ts';
import { viewerOf } from '../people/viewer.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { etagOf, findInstruction } from './find-instruction.ts';
import { levelAbove } from './ladder.query.ts';
import { movesOf } from './moves.ts';
import type { RequestRow } from './policy.ts';
import { peopleNames, presentSummaries } from './summaries.query.ts';

type Page = z.input<typeof Instruction>;

/** Everything that the page of a request shows. The viewer must be known to see it. */
export async function instructionPage(tx: Tx, context: Context, request: RequestRow): Promise<Page> {
  const [summary] = await presentSummaries(tx, context, [request]);
  if (!summary) throw notFound('instruction');
  const steps = await stepsOf(tx, context, request.id);
  const files = await filesOf(tx, context, steps);
  const waits = request.state === 'asked';
  const next = waits ? await levelAbove(tx, context, request.asker_id, request.addressee_id) : null;
  const names = await peopleNames(tx, context, [
    request.asker_id,
    request.considerer_id,
    next,
    ...request.skipped,
    ...steps.flatMap((step) => [step.by_id, step.to_id]),
  ]);
  const moment = (at: Date | null) => at?.toISOString() ?? null;
  const given = steps.find((step) => step.id === request.instruction_step);
  const moves = movesOf(request, viewerOf(context).userId);
  return {
    ...summary,
    facts: request.facts,
    opinion: request.opinion,
    asker: names(request.asker_id),
    urgent_reason: request.urgent_reason,
    skipped: request.skipped.map(names),
    instruction: given
      ? {
          text: given.text ?? '',
          given_by: names(given.kind === 'said' ? (given.to_id ?? given.by_id) : given.by_id),
          given_at: (given.said_at ?? given.at).toISOString(),
          verbal: request.verbal,
          confirmed_at: moment(request.confirmed_at),
          acknowledged_at: moment(request.acknowledged_at),
          carry_out_by: moment(given.carry_out_by),
        }
      : null,
    dissent: request.dissent,
    considerer: request.considerer_id ? names(request.considerer_id) : null,
    steps: steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      at: step.at.toISOString(),
      by: names(step.by_id),
      to: step.to_id ? names(step.to_id) : null,
      text: step.text,
      said_at: moment(step.said_at),
      carry_out_by: moment(step.carry_out_by),
      attachments: files.get(step.id) ?? [],
    })),
    obligations: await obligationsShown(tx, context, request.id),
    may: next === null ? moves.filter((move) => move !== 'pass_up') : moves,
    next_level: next ? names(next) : null,
    etag: etagOf(request),
  };
}

/** Why something on a request that the viewer may see is due when it is. */
export async function explainDuty(
  tx: Tx,
  context: Context,
  number: number,
  id: string,
): Promise<z.input<typeof Explanation>> {
  const request = await findInstruction(tx, context, number);
  return explainOfSubject(tx, context, request.id, id);
}

/** What is attached to each step. */
async function filesOf(tx: Tx, context: Context, steps: readonly { id: string }[]) {
  const rows = await tx
    .selectFrom('instruction_file as a')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.org_id', '=', 'a.org_id').onRef('f.id', '=', 'a.file_id'),
    )
    .select(['a.step_id', 'f.id', 'f.name', 'f.media_type', 'f.size'])
    .where('a.org_id', '=', context.org)
    .where(
      'a.step_id',
      'in',
      steps.map((step) => step.id),
    )
    .orderBy('a.position')
    .execute();
  const byStep = new Map<string, Omit<(typeof rows)[number], 'step_id'>[]>();
  for (const { step_id, ...file } of rows) byStep.set(step_id, [...(byStep.get(step_id) ?? []), file]);
  return byStep;
}

function stepsOf(tx: Tx, context: Context, requestId: string) {
  return tx
    .selectFrom('instruction_step') // index instruction_step_in_order
    .selectAll()
    .where('org_id', '=', context.org)
    .where('request_id', '=', requestId)
    .orderBy('seq')
    .execute();
}
