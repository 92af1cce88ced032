import { useTranslation } from 'react-i18next';
import { useEventChanges } from '../context/event-changes.ts';
import { useEventSentence } from '../context/event-sentence.ts';
import type { FullTicket } from '../queries.ts';
import { useMoment } from './use-moment.ts';

// what happened among colleagues and is left out with their notes
const internal =
  /^(?:ticket\.(?:noted|mentioned|consultation_answered|release_\w+|watcher_\w+)|consultation\.|task\.|ticket\.task_)/;

/** What happened, oldest first, one line each. */
export function SheetTimeline({ ticket, notes }: { ticket: FullTicket; notes: boolean }) {
  const { t } = useTranslation();
  const moment = useMoment();
  const sentence = useEventSentence(ticket);
  const changesOf = useEventChanges(ticket);
  const shown = ticket.timeline.filter((entry) => notes || !internal.test(entry.kind));
  return (
    <section className="case-part">
      <h3>{t('context.timeline')}</h3>
      <table className="case-timeline">
        <tbody>
          {shown.map((entry) => {
            const reason = entry.payload?.reason;
            return (
              <tr key={entry.id}>
                <td className="num">{moment(entry.at)}</td>
                <td>
                  {sentence(entry)}
                  {changesOf(entry).map((change) => (
                    <div key={change.field} className="small">
                      {change.from === ''
                        ? t('event_change.set', { field: change.label, to: change.to })
                        : t('event_change.changed', {
                            field: change.label,
                            from: change.from,
                            to: change.to,
                          })}
                    </div>
                  ))}
                  {notes && typeof reason === 'string' && reason !== '' && (
                    <div className="small">{t('event_change.reason', { reason })}</div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
