import { useNavigate, useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { useTitle } from '../shared/Page.tsx';
import { TicketPane } from './TicketPane.tsx';
import './tickets.css';
import { useContextPane } from './use-context-pane.ts';

/** A ticket by its own address, without a list beside it. */
export default function TicketPage() {
  const { number: given = '' } = useParams();
  const navigate = useNavigate();
  const [contextShown, toggleContext] = useContextPane();
  useTitle(`#${given}`);
  if (!/^\d{1,15}$/.test(given)) return <NotFound />;
  return (
    <div className={`inbox single context-${contextShown ? 'shown' : 'hidden'}`}>
      <TicketPane
        number={Number(given)}
        onBack={() => navigate('/inbox')}
        contextShown={contextShown}
        onToggleContext={toggleContext}
      />
    </div>
  );
}
