import {
  type Cause,
  type Change,
  changeOwner,
  complete,
  MERGED,
  pause,
  recalculate,
  reopen,
  resume,
  retarget,
} from '@shouwen/obligations';
import { type CalendarInForce, chooseCalendar } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import { actOnRaised } from './act.ts';
import { calendarDetail, isCountedOn } from './on-calendar.ts';
import { type LoadedObligation, lockObligations, saveChange } from './store.ts';
import {
  type NextDue,
  nextDueOfLoaded,
  type ObligationSpec,
  ownerFor,
  type TicketSubject,
  termsFor,
} from './ticket-terms.ts';

export interface TicketChange {
  before: TicketSubject;
  after: TicketSubject;
  /** a person gave the customer an answer in this step */
  answered: boolean;
  /** this step says which status it is, if only the same again; otherwise pauses and proofs stay as they are */
  decided: boolean;
  /** what it follows from may be taken back, so what was decided on top of it has to be told again */
  provisional: boolean;
  cause: Cause;
  teamLeadId: string | null;
}

const ended = (category: TicketSubject['status_category']) =>
  category === 'resolved' || category === 'closed';

/**
 * Lets every obligation of a ticket follow what changed on it: paused, resumed, re-targeted, done, reopened, given to
 * another owner. The ticket must be locked. Gives what the ticket's row has to say about its next due time.
 */
export async function followTicket(tx: Tx, context: Context, change: TicketChange): Promise<NextDue> {
  const obligations = await lockObligations(tx, context, change.after.id);
  const followed: LoadedObligation[] = [];
  for (const loaded of obligations) {
    const spec = context.configuration.get('obligations', loaded.row.kind);
    followed.push(spec ? await follow(tx, context, loaded, spec, change) : loaded);
  }
  return nextDueOfLoaded(followed, context.now);
}

async function follow(
  tx: Tx,
  context: Context,
  loaded: LoadedObligation,
  spec: ObligationSpec,
  change: TicketChange,
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
  apply(proofOf(spec, change)(loaded));
  const counted = anotherCalendar(context, loaded, clock, { ...after, named: spec.calendar });
  const calendar = counted?.calendar ?? loaded.calendar;
  if (counted) apply(recalculate(clock, calendar, calendarDetail(loaded.row, counted), cause));
  if (selectsAnew(change))
    apply(retarget(clock, calendar, termsFor(spec, after, calendar, clock.started_at), cause));
  for (const category of change.decided ? spec.pause_while : []) {
    if (after.status_category === category) apply(pause(clock, calendar, category, cause));
    else apply(resume(clock, calendar, category, cause));
  }
  // reopened on its own thread while it is merged into another ticket: paused with the rest
  if (after.merged_into_id) apply(pause(clock, calendar, MERGED, cause));
  const owner = ownerFor(spec, after, change.teamLeadId);
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
    },
  );
  // what had become due before this change must not depend on whether the sweep was a second late
  await actOnRaised(tx, context, saved, raised);
  return saved;
}

/** What proves the obligation, or takes the proof away again, in this change of the ticket. */
function proofOf(
  spec: ObligationSpec,
  { after, answered, decided, cause }: TicketChange,
): (loaded: LoadedObligation) => Change {
  const nothing = ({ clock }: LoadedObligation): Change => ({ clock, steps: [], raised: [] });
  switch (spec.proof) {
    case 'first_contact_owner':
      return after.first_contact_owner_id !== null
        ? ({ clock, calendar }) => complete(clock, calendar, cause)
        : nothing;
    case 'answer':
      // solved on the phone counts: the customer has the answer
      return answered || (decided && ended(after.status_category))
        ? ({ clock, calendar }) => complete(clock, calendar, cause)
        : nothing;
    case 'resolution':
      if (!decided) return nothing;
      return ended(after.status_category)
        ? ({ clock, calendar }) => complete(clock, calendar, cause)
        : ({ clock, calendar }) => reopen(clock, calendar, cause);
  }
}

/** Another type or priority, or taken up again: what was changed while it was done had no effect then. */
function selectsAnew({ before, after, decided, provisional }: TicketChange): boolean {
  if (before.type_key !== after.type_key || before.priority !== after.priority) return true;
  return decided && !ended(after.status_category) && (provisional || ended(before.status_category));
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
