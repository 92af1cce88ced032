import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useTitle } from '../shared/Page.tsx';
import { PaneResizer } from '../shared/PaneResizer.tsx';
import { TicketList } from './list/TicketList.tsx';
import { TicketPane } from './TicketPane.tsx';
import './tickets.css';
import { useContextPane } from './use-context-pane.ts';
import { panes, usePanes } from './use-panes.ts';
import { useViews } from './views.ts';

/** The inbox: a list, and beside it the ticket that is open. On a phone one of the two at a time. */
export default function InboxPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { number: given } = useParams();
  const { current, builtIn, saved } = useViews();
  const [contextShown, toggleContext] = useContextPane();
  const widths = usePanes();
  const number = given && /^\d{1,15}$/.test(given) ? Number(given) : null;
  const label = [...builtIn, ...saved].find((view) => view.id === current)?.label;
  useTitle(number === null ? (label ?? t('nav.inbox')) : `#${number}`);
  const arrangement = number === null ? 'alone' : 'with-ticket';
  return (
    <div className={`inbox ${arrangement} context-${contextShown ? 'shown' : 'hidden'}`} style={widths.style}>
      <TicketList view={current} openNumber={number} />
      {number !== null && (
        <TicketPane
          number={number}
          onBack={() => navigate(`/inbox/${current}`)}
          contextShown={contextShown}
          onToggleContext={toggleContext}
        />
      )}
      {number !== null && (
        <PaneResizer
          label={t('panes.list')}
          side="start"
          width={widths.list}
          onWidth={widths.setList}
          {...panes.list}
        />
      )}
      {number !== null && contextShown && (
        <PaneResizer
          label={t('panes.context')}
          side="end"
          width={widths.context}
          onWidth={widths.setContext}
          {...panes.context}
        />
      )}
    </div>
  );
}
