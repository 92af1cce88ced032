import { useTranslation } from 'react-i18next';
import type { FullTicket } from '../queries.ts';
import { ObligationView } from './ObligationView.tsx';
import { inOrder } from './obligations.ts';
import { Section } from './Section.tsx';

/** What is owed on this ticket, by when, and how it ended. */
export function ObligationsSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  if (ticket.obligations.length === 0) return null;
  return (
    <Section title={t('obligation.title')}>
      <ul className="stack" style={{ gap: 10 }}>
        {inOrder(ticket.obligations).map((obligation) => (
          <ObligationView key={obligation.id} ticket={ticket} obligation={obligation} />
        ))}
      </ul>
    </Section>
  );
}
