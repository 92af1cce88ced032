import type { Priority, StatusCategory } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useNames } from './config.ts';

/** A status by its own name; shape and colour show the fixed category behind it. */
export function StatusMark({ status, category }: { status: string; category: StatusCategory }) {
  const names = useNames();
  return (
    <span className={`status status-${category}`}>
      <span className="dot" />
      <span className="cut">{names.status(status)}</span>
    </span>
  );
}

/** A fixed status category in words, for tickets of which only the category is known. */
export function CategoryMark({ category }: { category: StatusCategory }) {
  const { t } = useTranslation();
  return (
    <span className={`status status-${category}`}>
      <span className="dot" />
      <span className="cut">{t(`category.${category}`)}</span>
    </span>
  );
}

const heights = { low: 1, normal: 2, high: 3, urgent: 4 } as const;

/** Priority as rising bars, with the word for readers and on hover. */
export function PriorityMark({ priority, word = false }: { priority: Priority; word?: boolean }) {
  const { t } = useTranslation();
  const label = t(`priority.${priority}`);
  return (
    <span className="priority-mark" title={t('priority.label', { priority: label })}>
      <span className={`priority ${priority}`} aria-hidden="true">
        {[4, 6, 8.5, 11].map((height, at) => (
          <i key={height} className={at < heights[priority] ? 'on' : ''} style={{ height }} />
        ))}
      </span>
      <span className={word ? '' : 'sr'}>{label}</span>
    </span>
  );
}
