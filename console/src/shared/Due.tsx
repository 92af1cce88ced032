import type { StatusCategory } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useNow } from './clock.ts';
import { type DueReading, readDue } from './due.ts';
import { useFormat } from './format.ts';

interface DueProps {
  dueAt: string | null;
  startedAt: string;
  statusCategory?: StatusCategory;
  paused?: boolean;
  bar?: boolean;
  /** says as well since when it is late */
  full?: boolean;
  /** the status stands beside it, so the reason of a pause need not */
  brief?: boolean;
}

/** A due time as a person would say it, coloured by how pressing it is, with its budget as a thin bar. */
export function Due({
  dueAt,
  startedAt,
  statusCategory,
  paused,
  bar = true,
  full = false,
  brief = false,
}: DueProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const reading = readDue({ dueAt, startedAt, now, ...(paused === undefined ? {} : { paused }) });
  const say = useDueWords();
  const waits =
    reading.tone === 'none' && (statusCategory === 'waiting_for_customer' || statusCategory === 'on_hold');
  const words = brief && waits ? t('due.paused') : say(reading, dueAt, statusCategory);
  if (words === null) return null;
  return (
    <span className={`due due-${reading.tone}`}>
      <span className="cut">
        {words}
        {full && reading.tone === 'late' && dueAt !== null && (
          <span className="due-since">{t('due.since', { at: format.when(dueAt, now) })}</span>
        )}
      </span>
      {bar && reading.tone !== 'none' && reading.tone !== 'paused' && (
        <span className="budget" aria-hidden="true">
          <i style={{ width: `${Math.round(reading.share * 100)}%` }} />
        </span>
      )}
    </span>
  );
}

/** The sentence for a due time; null when there is nothing to say. */
export function useDueWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (reading: DueReading, dueAt: string | null, category?: StatusCategory): string | null => {
    if (reading.tone === 'paused') return t('due.paused');
    if (reading.tone === 'none' || dueAt === null) {
      if (category === 'waiting_for_customer') return t('due.waits_for_customer');
      if (category === 'on_hold') return t('due.on_hold');
      return null;
    }
    const length = format.duration(reading.left);
    if (reading.tone === 'late') return t('due.late', { length });
    const at = format.when(dueAt, now);
    return format.daysApart(now, Date.parse(dueAt)) === 0 ? t('due.in', { at, length }) : t('due.at', { at });
  };
}
