import {
  type Change,
  cancel,
  changeOwner,
  MERGED,
  pause,
  recalculate,
  resume,
  retarget,
} from '@shouwen/obligations';
import { type CalendarInForce, chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { decisive } from '../policies/fields.ts';
import type { Selection } from '../policies/select-terms.ts';
import { selectionOf } from '../policies/selection-of.ts';
import type { Tx } from '../tables.ts';
import { actOnRaised } from './act.ts';
import { calendarDetail, isCountedOn } from './on-calendar.ts';
import { type Obliging, openFurther } from './open-further.ts';
import { ended, proofOf } from './proof-of.ts';
import { type LoadedObligation, lockObligations, saveChange } from './store.ts';
import { superiorsOf } from './superiors.ts';
import { type NextDue, nextDueOfLoaded, type ObligationSpec, ownerFor, termsFor } from './ticket-terms.ts';

export interface TicketChange extends Omit<Obliging, 'anew' | 'before' | 'superiors'> {
  /** the lead of its team */
  teamLeadId: string | null;
  before: Obliging['after'];
  /** what it follows from may be taken back, so what was decided on top of it has to be told again */
  provisional: boolean;
}
type Following = TicketChange & Obliging;

/**
 * Lets every obligation of a ticket follow what changed on it: paused, resumed, re-targeted, done, reopened, given to
 * another owner, no longer owed; and opens what it newly obliges to. The ticket must be locked. Gives what the ticket's
 * row has to say about its next due time.
 */
export async function followTicket(tx: Tx, context: Context, given: TicketChange): Promise<NextDue> {
  const obligations = await lockObligations(tx, context, given.after.id);
  const selection = await selectionOf(tx, context, given.after);
  const superiors = await superiorsOf(tx, context, given.after, given.teamLeadId, selection.kinds);
  const change: Following = { ...given, superiors, anew: selectsAnew(given) };
  const followed: LoadedObligation[] = [];
  for (const loaded of obligations) {
    const spec = selection.kinds.find(({ key }) => key === loaded.row.kind)?.value;
    if (spec) followed.push(await follow(tx, context, loaded, { spec, selection, change }));
    else if (selection.leftOut.includes(loaded.row.kind))
      followed.push(await drop(tx, context, loaded, change));
    else followed.push(loaded);
  }
  const opened = await openFurther(tx, context, selection, change, followed);
  return nextDueOfLoaded([...followed, ...opened], context.now);
}

/** It is no longer owed: the policy that holds now does not ask for it. */
async function drop(
  tx: Tx,
  context: Context,
  loaded: LoadedObligation,
  { anew, cause }: Following,
): Promise<LoadedObligation> {
  if (!anew) return loaded;
  return saveChange(tx, context, loaded, cancel(loaded.clock, loaded.calendar, 'not_selected', cause));
}

async function follow(
  tx: Tx,
  context: Context,
  loaded: LoadedObligation,
  { spec, selection, change }: { spec: ObligationSpec; selection: Selection; change: Following },
): Promise<LoadedObligation> {
  const { after, cause } = change;
  const steps: Change['steps'] = [];
  const raised: Change['raised'] = [];
  let { clock } = loaded;
  const apply = (next: Change) => {
    clock = next.clock;
    steps.push(...next.steps);
    raised.push(...next.raised);
  };
  apply(proofOf(spec, selection, change)(loaded));
  const counted = anotherCalendar(context, loaded, clock, { ...after, named: spec.calendar });
  const calendar = counted?.calendar ?? loaded.calendar;
  if (counted) apply(recalculate(clock, calendar, calendarDetail(loaded.row, counted), cause));
  const policy = change.anew
    ? anotherPolicy(loaded, clock, spec, selection, after.policy_version)
    : undefined;
  if (change.anew) {
    const terms = termsFor(spec, after, calendar, clock.started_at);
    const why = policy ? { policy: policy.policy_key, policy_version: policy.policy_version } : {};
    apply(retarget(clock, calendar, terms, cause, why));
  }
  for (const category of change.decided ? spec.pause_while : []) {
    if (after.status_category === category) apply(pause(clock, calendar, category, cause));
    else apply(resume(clock, calendar, category, cause));
  }
  // reopened on its own thread while it is merged into another ticket: paused with the rest
  if (after.merged_into_id) apply(pause(clock, calendar, MERGED, cause));
  const owner = ownerFor(spec, after, change.superiors);
  const { owner_user_id, owner_team_id } = loaded.row;
  const handedOn =
    (clock.state === 'open' || clock.state === 'paused') &&
    (owner.owner_user_id !== owner_user_id || owner.owner_team_id !== owner_team_id);
  if (handedOn)
    apply(changeOwner(clock, calendar, { from: { owner_user_id, owner_team_id }, to: owner }, cause));
  const saved = await saveChange(
    tx,
    context,
    loaded,
    { clock, steps, raised },
    {
      owner: handedOn ? owner : undefined,
      calendar: counted ?? undefined,
      policy,
    },
  );
  // what had become due before this change must not depend on whether the sweep was a second late
  await actOnRaised(tx, context, saved, raised);
  return saved;
}

/** What decides about the policy changed, or taken up again: what was changed while it was done had no effect then. */
function selectsAnew({ before, after, decided, provisional }: TicketChange): boolean {
  if (before.policy_version !== after.policy_version) return true;
  if (decisive.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))) return true;
  return decided && !ended(after.status_category) && (provisional || ended(before.status_category));
}

/** What the row says of its policy from now on; undefined when it says so already, or has ended. */
function anotherPolicy(
  { row }: LoadedObligation,
  clock: LoadedObligation['clock'],
  spec: ObligationSpec,
  selection: Selection,
  policyVersion: string,
) {
  if (clock.state !== 'open' && clock.state !== 'paused') return undefined;
  const given = {
    policy_key: selection.policy,
    policy_version: policyVersion,
    named_calendar: spec.calendar ?? null,
  };
  const same =
    row.policy_key === given.policy_key &&
    row.policy_version === given.policy_version &&
    row.named_calendar === given.named_calendar;
  return same ? undefined : given;
}

/** What is still owed goes on under the calendar of its team as it is now, also when it is taken up again; null when it does already. */
function anotherCalendar(
  context: Context,
  { row }: LoadedObligation,
  clock: LoadedObligation['clock'],
  whose: Parameters<typeof chooseCalendar>[1],
): CalendarInForce | null {
  if (clock.state !== 'open' && clock.state !== 'paused') return null;
  const counted = chooseCalendar(context.configuration, whose);
  return isCountedOn(row, counted) ? null : counted;
}
