import type { OpenWork } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';

type Progress = NonNullable<OpenWork['recalculation']>;
const words = {
  rollout: { running: 'open_work.rolling', ended: 'open_work.rolled' },
  recalculation: { running: 'open_work.recounting', ended: 'open_work.recounted' },
} as const;

/** A bar while something goes over all open work, and a sentence when it has ended. */
export function OpenWorkProgress({ kind, progress }: { kind: keyof typeof words; progress: Progress }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ended_at, total, looked_at, changed } = progress;
  const figures = {
    looked: format.number(looked_at),
    total: format.number(total),
    changed: format.number(changed),
    when: ended_at === null ? '' : format.dateTime(ended_at),
  };
  if (ended_at !== null) return <p className="small soft">{t(words[kind].ended, figures)}</p>;
  const label = t(words[kind].running, figures);
  return (
    <div className="stack" role="status" style={{ gap: 4 }}>
      <span className="small">{label}</span>
      <progress className="work-progress" aria-label={label} max={Math.max(total, 1)} value={looked_at} />
    </div>
  );
}
