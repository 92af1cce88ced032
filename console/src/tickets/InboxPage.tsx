import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useTitle } from '../shared/Page.tsx';
import { TicketList } from './list/TicketList.tsx';
import { TicketPane } from './TicketPane.tsx';
import './tickets.css';
import { useContextPane } from './use-context-pane.ts';
import { useViews } from './views.ts';

/** The inbox: a list, and beside it the ticket that is open. On a phone one of the two at a time. */
export default function InboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { number: given } = useParams();
  const { current, builtIn, saved } = useViews();
  const [contextShown, toggleContext] = useContextPane();
  const number = given && /^\d{1,15}$/.test(given) ? Number(given) : null;
  const label = [...builtIn, ...saved].find((view) => view.id === current)?.label;
  useTitle(number === null ? (label ?? t('nav.inbox')) : `#${number}`);
  const arrangement = number === null ? 'alone' : 'with-ticket';
  return (
    <div className={`inbox ${arrangement} context-${contextShown ? 'shown' : 'hidden'}`}>
      <TicketList view={current} openNumber={number} />
      {number !== null && (
        <TicketPane
          number={number}
          onBack={() => navigate(`/inbox/${current}`)}
          contextShown={contextShown}
          onToggleContext={toggleContext}
        />
      )}
    </div>
  );
}
