import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../shared/clock.ts';
import { useEntries } from '../../shared/config.ts';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icons.tsx';
import { useTicketDialog } from '../actions/dialogs.tsx';
import { arrivalsQuery, type FullTicket } from '../queries.ts';
import { Section } from './Section.tsx';

/** Who came to the customer's, where an arrival is owed or was recorded. */
export function ArrivalsSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const open = useTicketDialog();
  const kinds = useEntries('obligations').filter((entry) => entry.value.proof === 'arrival');
  const owed = ticket.obligations.some((one) => kinds.some(({ key }) => key === one.kind));
  const known = ticket.timeline.some((event) => event.kind === 'ticket.arrived');
  const arrivals = useQuery({ ...arrivalsQuery(ticket.number), enabled: owed || known }).data?.items ?? [];
  const editable = ticket.may.write && ticket.merged_into === null;
  if (!owed && !known) return null;
  return (
    <Section
      name="arrivals"
      title={t('arrival.title')}
      count={arrivals.filter((one) => !one.void).length}
      action={
        editable && (
          <button type="button" className="link small" onClick={() => open({ kind: 'arrival' })}>
            <Icon name="plus" size={13} /> {t('arrival.record_short')}
          </button>
        )
      }
    >
      {arrivals.length === 0 && <p className="small muted">{t('arrival.none')}</p>}
      <ul className="stack" style={{ gap: 6 }}>
        {arrivals.map((arrival) => (
          <li key={arrival.id} className="row small">
            <span className="grow cut">
              <span className="num">{format.when(arrival.at, now)}</span> {arrival.user?.name}
              {arrival.void && <span className="muted"> · {t('arrival.void')}</span>}
              {!arrival.void && arrival.corrected_at && (
                <span className="muted"> · {t('arrival.was_corrected')}</span>
              )}
            </span>
            {editable && !arrival.void && (
              <button type="button" className="link" onClick={() => open({ kind: 'arrival', arrival })}>
                {t('arrival.correct_short')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
