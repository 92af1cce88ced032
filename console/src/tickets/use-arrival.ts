import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { isGiven } from '../duties/given-proof.ts';
import { useEntries } from '../shared/config.ts';
import { useMe } from '../shared/session.ts';
import { useTicketDialog } from './actions/dialogs.tsx';
import { useComposer } from './conversation/composer-state.tsx';
import type { FullTicket } from './queries.ts';

/** What is carried along to a ticket that is opened to fulfil an obligation of this kind. */
export interface Arrival {
  fulfil: string;
}

/**
 * Goes to the place where the obligation is fulfilled for which the ticket was opened: the reply, the status, the button
 * that takes it, the transfer, the answer to a question. Nothing is carried out by it. Once: going back does not repeat it.
 */
export function useArrival(ticket: FullTicket): void {
  const location = useLocation();
  const navigate = useNavigate();
  const kind = fulfilledKind(location.state);
  const proof = useEntries('obligations').find((entry) => entry.key === kind)?.value.proof;
  const me = useMe();
  const open = useTicketDialog();
  const { write } = useComposer();
  const done = useRef(false);
  useEffect(() => {
    if (kind === null || done.current || (proof === undefined && kind !== 'consultation')) return;
    done.current = true;
    navigate(location, { replace: true, state: null });
    if (!ticket.may.write || ticket.merged_into !== null) return;
    if (kind === 'consultation') {
      const asked = ticket.consultations.find((one) => one.state === 'open' && one.asked.id === me.user.id);
      if (asked) open({ kind: 'answer', consultation: asked.id });
    } else if (proof === 'answer') write('reply');
    else if (proof === 'handed_on') open({ kind: 'transfer' });
    else if (proof === 'arrival') open({ kind: 'arrival' });
    else if (isGiven(proof)) {
      const owed = ticket.obligations.find((one) => one.kind === kind && one.done_at === null);
      if (owed) open({ kind: 'prove', obligation: owed.id });
    } else
      document
        .getElementById(proof === 'first_contact_owner' ? 'ticket-take' : 'ticket-status')
        ?.focus({ focusVisible: true } as FocusOptions);
  }, [kind, proof, ticket, me.user.id, open, write, navigate, location]);
}

function fulfilledKind(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('fulfil' in state)) return null;
  return typeof state.fulfil === 'string' ? state.fulfil : null;
}
