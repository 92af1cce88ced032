import type { Context } from '../context.ts';
import {
  cancelObligation,
  completeObligation,
  pauseObligation,
  resumeObligation,
} from '../obligations/end-obligation.ts';
import { obligationsOfSubject } from '../obligations/of-subject.ts';
import { openObligation } from '../obligations/open-obligation.ts';
import type { Tx } from '../tables.ts';
import type { RequestRow } from './policy.ts';

/** What is owed on the way of a request: keys of the section `instruction_duties`. */
export type DutyKind =
  | 'instruction_answer'
  | 'instruction_acknowledge'
  | 'instruction_carry_out'
  | 'instruction_report'
  | 'instruction_confirm'
  | 'instruction_consider';

export interface NewDuty {
  kind: DutyKind;
  owner: string;
  eventId: string;
  /** a moment that a person named, in place of the target of the configuration */
  until?: Date | null;
}

/** What of a request says how long something on it may take, and where. */
type Asked = Pick<RequestRow, 'id' | 'at_once' | 'unit_id'>;

/**
 * Somebody owes something on a request from now on. It stands on no ticket, also when the request does: who may see the
 * one may not see the other. Gives its id.
 */
export async function openDuty(tx: Tx, context: Context, request: Asked, duty: NewDuty): Promise<string> {
  const spec = context.configuration.get('instruction_duties', duty.kind);
  if (!spec) throw new Error(`the configuration does not say how long ${duty.kind} may take`);
  const given = (request.at_once ? spec.at_once : undefined) ?? spec.target;
  const target = typeof given === 'number' ? { elapsed_minutes: given } : given;
  const { row } = await openObligation(tx, context, {
    kind: duty.kind,
    subject: { kind: 'instruction', id: request.id },
    ticketId: null,
    unitId: request.unit_id,
    owner: { owner_user_id: duty.owner, owner_team_id: null },
    calendar: spec.calendar,
    clause: spec.clause,
    terms: {
      target: duty.until ? { until: duty.until.toISOString() } : target,
      warnings: spec.warn,
      escalations: spec.escalate.map((step) => ({ ...step })),
    },
    eventId: duty.eventId,
  });
  return row.id;
}

type Ending = { is: 'done' } | { is: 'cancelled' | 'paused' | 'resumed'; reason: string };

/** What becomes of what is owed of this kind on a request; without effect when nothing is. */
export async function settleDuty(
  tx: Tx,
  context: Context,
  request: Pick<RequestRow, 'id'>,
  kind: DutyKind,
  eventId: string,
  ending: Ending = { is: 'done' },
): Promise<void> {
  const rows = await obligationsOfSubject(tx, context, request.id);
  for (const { id } of rows.filter((row) => row.kind === kind && isRunning(row.state))) {
    if (ending.is === 'done') await completeObligation(tx, context, id, eventId);
    else if (ending.is === 'paused') await pauseObligation(tx, context, id, ending.reason, eventId);
    else if (ending.is === 'resumed') await resumeObligation(tx, context, id, ending.reason, eventId);
    else await cancelObligation(tx, context, id, ending.reason, eventId);
  }
}

const isRunning = (state: string) => state === 'open' || state === 'paused';
