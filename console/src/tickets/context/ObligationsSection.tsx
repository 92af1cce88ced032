import { useTranslation } from 'react-i18next';
import type { FullTicket } from '../queries.ts';
import { ObligationView } from './ObligationView.tsx';
import { inOrder } from './obligations.ts';
import { Section } from './Section.tsx';

/** What is owed on this ticket, by when, and how it ended. */
export function ObligationsSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const running = ticket.obligations.filter((one) => one.state === 'open' || one.state === 'paused');
  return (
    <Section name="obligations" title={t('obligation.title')} count={running.length}>
      {ticket.obligations.length === 0 && <p className="small muted">{t('obligation.none')}</p>}
      <ul className="stack" style={{ gap: 10 }}>
        {inOrder(ticket.obligations).map((obligation) => (
          <ObligationView key={obligation.id} ticket={ticket} obligation={obligation} />
        ))}
      </ul>
    </Section>
  );
}
