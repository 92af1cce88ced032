import { Level, type Priority } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../shared/config.ts';
import type { Bound } from '../shared/form.tsx';
import { PriorityMark } from '../shared/Marks.tsx';
import { Segmented } from '../shared/Segmented.tsx';

const levels = Level.options;

/** Importance and urgency, both marked; the priority that follows from the matrix stands beside them. */
export function LevelFields({ importance, urgency }: { importance: Bound<Level>; urgency: Bound<Level> }) {
  const { t } = useTranslation();
  const priority = usePriority(importance.value, urgency.value);
  const options = levels.map((level) => ({ value: level, label: t(`level.${level}`) }));
  return (
    <div className="row wrap levels">
      <Segmented label={t('field.importance')} options={options} {...importance} />
      <Segmented label={t('field.urgency')} options={options} {...urgency} />
      {priority && (
        <div className="stack" style={{ gap: 4 }}>
          <span className="field-label">{t('field.priority')}</span>
          <span className="level-result">
            <PriorityMark priority={priority} word />
          </span>
        </div>
      )}
    </div>
  );
}

/** The priority that the configured matrix gives. */
export function usePriority(importance: Level, urgency: Level): Priority | null {
  const [matrix] = useEntries('priority');
  return matrix?.value.matrix[importance]?.[urgency] ?? null;
}
