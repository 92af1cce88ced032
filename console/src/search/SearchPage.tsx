import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useTitle } from '../shared/Page.tsx';
import { TicketPane } from '../tickets/TicketPane.tsx';
import '../tickets/tickets.css';
import { useContextPane } from '../tickets/use-context-pane.ts';
import { ResultList } from './ResultList.tsx';
import { addressOf, filterOf } from './result-filter.ts';
import { SearchHelp } from './SearchHelp.tsx';
import './search.css';

/** What a search finds, and beside it the ticket that is open. On a phone one of the two at a time. */
export default function SearchPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { number: given } = useParams();
  const [params] = useSearchParams();
  const [contextShown, toggleContext] = useContextPane();
  const filter = filterOf(params);
  const number = given && /^\d{1,15}$/.test(given) ? Number(given) : null;
  useTitle(number === null ? (filter.q ?? t('search.title')) : `#${number}`);
  const arrangement = number === null ? 'alone' : 'with-ticket';
  return (
    <div className={`inbox ${arrangement} context-${contextShown ? 'shown' : 'hidden'}`}>
      {filter.q ? (
        <ResultList filter={filter} openNumber={number} />
      ) : (
        <section className="list-pane search-empty" aria-label={t('search.title')}>
          <SearchHelp />
        </section>
      )}
      {number !== null && (
        <TicketPane
          number={number}
          onBack={() => navigate(addressOf(filter))}
          contextShown={contextShown}
          onToggleContext={toggleContext}
        />
      )}
    </div>
  );
}
