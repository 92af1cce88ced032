import { useTranslation } from 'react-i18next';
import { useNow } from '../../shared/clock.ts';
import { useFormat } from '../../shared/format.ts';
import type { TimelineEntry } from './event-sentence.ts';
import { RuleMark } from './RuleMark.tsx';
import type { Telling } from './use-telling.ts';

const alarms = new Set([
  'obligation.missed',
  'obligation.escalated',
  'ticket.declined',
  'automation.failed',
  'automation.stopped',
]);
const good = new Set(['ticket.resolved', 'ticket.confirmed', 'ticket.closed']);

/** One thing that happened: who did what, what it changed, why, and when. */
export function TimelineItem({ telling, entry }: { telling: Telling; entry: TimelineEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const tone = alarms.has(entry.kind) ? 'alarm' : good.has(entry.kind) ? 'good' : '';
  const reason = entry.payload?.reason;
  const choice = telling.choiceOf(entry);
  return (
    <li className={tone}>
      <div>{telling.sentence(entry)}</div>
      {telling.changesOf(entry).map((change) => (
        <div key={change.field} className="changes">
          {change.from === ''
            ? t('event_change.set', { field: change.label, to: change.to })
            : t('event_change.changed', { field: change.label, from: change.from, to: change.to })}
        </div>
      ))}
      {typeof reason === 'string' && reason !== '' && (
        <div className="changes">{t('event_change.reason', { reason })}</div>
      )}
      {choice !== null && <div className="changes">{choice}</div>}
      <RuleMark entry={entry} />
      <time className="num muted small" dateTime={entry.at} title={format.dateTime(entry.at)}>
        {format.when(entry.at, now)}
      </time>
    </li>
  );
}
