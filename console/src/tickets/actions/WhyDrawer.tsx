import { call } from '../../shared/api.ts';
import { useLocalText } from '../../shared/local-text.ts';
import type { DialogProps } from './dialogs.tsx';
import ExplanationDrawer from './ExplanationDrawer.tsx';

/** Why something on a ticket is due then. */
export default function WhyDrawer({ ticket, obligation, onClose }: DialogProps & { obligation: string }) {
  const local = useLocalText();
  const known = ticket.obligations.find((each) => each.id === obligation);
  return (
    <ExplanationDrawer
      name={local(known?.name)}
      queryKey={['ticket', ticket.number, 'explain', obligation]}
      fetch={() => call('explainObligation', { params: { number: ticket.number, id: obligation } })}
      onClose={onClose}
    />
  );
}
