import { type Cause, type Change, cancel, complete, reopen } from '@shouwen/obligations';
import type { Selection } from '../policies/select-terms.ts';
import type { LoadedObligation } from './store.ts';
import type { ObligationSpec, TicketSubject } from './ticket-terms.ts';

/** A change of a ticket, as far as it can prove what is owed. */
export interface Proving {
  before: TicketSubject;
  after: TicketSubject;
  /** a person gave the customer an answer in this step */
  answered: boolean;
  /** this step says which status it is, if only the same again; otherwise pauses and proofs stay as they are */
  decided: boolean;
  cause: Cause;
}

/** Whether the work on a ticket has ended. */
export const ended = (category: TicketSubject['status_category']) =>
  category === 'resolved' || category === 'closed';

/** What proves the obligation, or takes the proof away again, in this change of the ticket. */
export function proofOf(
  spec: ObligationSpec,
  { answers }: Pick<Selection, 'answers'>,
  { before, after, answered, decided, cause }: Proving,
): (loaded: LoadedObligation) => Change {
  const nothing = ({ clock }: LoadedObligation): Change => ({ clock, steps: [], raised: [] });
  const done = ({ clock, calendar }: LoadedObligation) => complete(clock, calendar, cause);
  const solved = decided && ended(after.status_category);
  // the solution that it was about does not stand any more
  if (spec.on === 'ticket.resolved' && decided && !ended(after.status_category))
    return ({ clock, calendar }) => cancel(clock, calendar, 'reopened', cause);
  switch (spec.proof) {
    case 'first_contact_owner':
      return after.first_contact_owner_id !== null ? done : nothing;
    case 'answer': {
      if (answered && answers.includes('reply')) return done;
      // solved on the phone counts: the customer has the answer; of what is solved nobody waits for word
      const counts = answers.includes('resolution') || spec.on === 'customer.answered';
      return solved && counts ? done : nothing;
    }
    case 'handed_on':
      return solved || before.team_id !== after.team_id ? done : nothing;
    case 'resolution':
      if (!decided) return nothing;
      return solved ? done : ({ clock, calendar }) => reopen(clock, calendar, cause);
    case 'arrival':
      // solved from afar in time, nobody has to come; afterwards it was missed, and stays late
      if (!solved) return nothing;
      return (loaded) =>
        loaded.clock.outcome === 'missed'
          ? done(loaded)
          : cancel(loaded.clock, loaded.calendar, 'solved', cause);
    case 'record':
    case 'attachment':
    case 'checklist':
    case 'form':
      return nothing;
  }
}
