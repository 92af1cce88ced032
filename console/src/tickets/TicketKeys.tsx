import { useShortcuts } from '../shared/shortcuts.ts';
import { useTicketDialog } from './actions/dialogs.tsx';
import { firstRunning } from './context/obligations.ts';
import { useComposer } from './conversation/composer-state.tsx';
import type { FullTicket } from './queries.ts';
import { useTake } from './TicketHeader.tsx';
import { useArrival } from './use-arrival.ts';

/** The keys of the ticket on screen: r reply, n note, e status, t take, w why, i ask for instruction. */
export function TicketKeys({ ticket }: { ticket: FullTicket }) {
  const open = useTicketDialog();
  const composer = useComposer();
  const take = useTake(ticket);
  useArrival(ticket);
  useShortcuts({
    r: () => composer.write('reply'),
    n: () => composer.write('note'),
    e: () => {
      const select = document.getElementById('ticket-status');
      if (!(select instanceof HTMLSelectElement)) return;
      select.focus();
      select.showPicker?.();
    },
    i: () => open({ kind: 'instruction' }),
    t: () => ticket.may.write && take.mutate(),
    w: () => {
      const obligation = firstRunning(ticket.obligations);
      if (obligation) open({ kind: 'why', obligation: obligation.id });
    },
  });
  return null;
}
