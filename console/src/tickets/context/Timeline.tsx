import { useTranslation } from 'react-i18next';
import type { FullTicket } from '../queries.ts';
import { TimelineItem } from './TimelineItem.tsx';
import { useTelling } from './use-telling.ts';

/** Everything that happened to the ticket, newest first, in sentences. */
export function Timeline({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const telling = useTelling(ticket);
  return (
    <ol className="timeline" aria-label={t('context.timeline')} reversed>
      {[...ticket.timeline].reverse().map((entry) => (
        <TimelineItem key={entry.id} telling={telling} entry={entry} />
      ))}
    </ol>
  );
}
