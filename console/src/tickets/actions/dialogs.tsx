import type { Arrival } from '@shouwen/api';
import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import type { FullTicket } from '../queries.ts';

/** The dialogs of a ticket; `why` is the drawer that explains a due time. */
export type TicketDialog =
  | { kind: 'transfer' }
  | { kind: 'merge' }
  | { kind: 'split'; message: string }
  | { kind: 'consult' }
  | { kind: 'answer'; consultation: string }
  | { kind: 'instruction' }
  | { kind: 'snooze' }
  | { kind: 'link' }
  | { kind: 'incident' }
  | { kind: 'details' }
  | { kind: 'owner' }
  | { kind: 'waive'; obligation: string }
  | { kind: 'why'; obligation: string }
  | { kind: 'prove'; obligation: string }
  | { kind: 'arrival'; arrival?: Arrival }
  | { kind: 'complain' };

export interface DialogProps {
  ticket: FullTicket;
  onClose: () => void;
}

const Transfer = lazy(() => import('./TransferDialog.tsx'));
const Merge = lazy(() => import('./MergeDialog.tsx'));
const Split = lazy(() => import('./SplitDialog.tsx'));
const Consult = lazy(() => import('./ConsultDialog.tsx'));
const Answer = lazy(() => import('./AnswerDialog.tsx'));
const AskForInstruction = lazy(() => import('../../instructions/AskDialog.tsx'));
const Snooze = lazy(() => import('./SnoozeDialog.tsx'));
const LinkTickets = lazy(() => import('./LinkDialog.tsx'));
const Incident = lazy(() => import('./IncidentDialog.tsx'));
const Details = lazy(() => import('./DetailsDialog.tsx'));
const Owner = lazy(() => import('./OwnerDialog.tsx'));
const Waive = lazy(() => import('./WaiveDialog.tsx'));
const Why = lazy(() => import('./WhyDrawer.tsx'));
const Prove = lazy(() => import('../../duties/ProofDialog.tsx'));
const Complain = lazy(() => import('./ComplainDialog.tsx'));
const ArrivalForm = lazy(() => import('./ArrivalDialog.tsx'));

const Context = createContext<(dialog: TicketDialog) => void>(() => undefined);

/** Opens a dialog of the ticket on screen. */
export function useTicketDialog(): (dialog: TicketDialog) => void {
  return useContext(Context);
}

/** Holds the one open dialog of a ticket; each is fetched when first asked for. */
export function DialogProvider({ ticket, children }: { ticket: FullTicket; children: ReactNode }) {
  const [dialog, setDialog] = useState<TicketDialog | null>(null);
  const props = useMemo(() => ({ ticket, onClose: () => setDialog(null) }), [ticket]);
  return (
    <Context.Provider value={setDialog}>
      {children}
      {dialog && <Suspense fallback={null}>{dialogOf(dialog, props)}</Suspense>}
    </Context.Provider>
  );
}

function dialogOf(dialog: TicketDialog, props: DialogProps): ReactNode {
  switch (dialog.kind) {
    case 'transfer':
      return <Transfer {...props} />;
    case 'merge':
      return <Merge {...props} />;
    case 'split':
      return <Split {...props} message={dialog.message} />;
    case 'consult':
      return <Consult {...props} />;
    case 'answer':
      return <Answer {...props} consultation={dialog.consultation} />;
    case 'instruction':
      return <AskForInstruction {...props} />;
    case 'snooze':
      return <Snooze {...props} />;
    case 'link':
      return <LinkTickets {...props} />;
    case 'incident':
      return <Incident {...props} />;
    case 'details':
      return <Details {...props} />;
    case 'owner':
      return <Owner {...props} />;
    case 'waive':
      return <Waive {...props} obligation={dialog.obligation} />;
    case 'why':
      return <Why {...props} obligation={dialog.obligation} />;
    case 'arrival':
      return <ArrivalForm {...props} {...(dialog.arrival ? { arrival: dialog.arrival } : {})} />;
    case 'complain':
      return <Complain {...props} />;
    case 'prove': {
      const obligation = props.ticket.obligations.find((one) => one.id === dialog.obligation);
      return (
        obligation && <Prove obligation={obligation} number={props.ticket.number} onClose={props.onClose} />
      );
    }
  }
}
