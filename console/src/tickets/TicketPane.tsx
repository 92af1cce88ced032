import { lazy, Suspense } from 'react';
import { Bones } from '../shared/States.tsx';
import { useMarkRead } from './use-mark-read.ts';

const TicketView = lazy(() => import('./TicketView.tsx'));

interface TicketPaneProps {
  number: number;
  onBack: () => void;
  contextShown: boolean;
  onToggleContext: () => void;
}

/** A ticket, fetched with its code when the first one is opened: the list is usable before. */
export function TicketPane(props: TicketPaneProps) {
  useMarkRead(props.number);
  return (
    <Suspense
      fallback={
        <section className="ticket-pane">
          <Bones lines={10} />
        </section>
      }
    >
      <TicketView {...props} />
    </Suspense>
  );
}
