import { Level, Priority } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';

export function PriorityForm({ value, onChange }: ValueFormProps<'priority'>) {
  const { t } = useTranslation();
  const { matrix } = value;
  const set = (importance: Level, urgency: Level, chosen: string) => {
    const priority = Priority.options.find((each) => each === chosen);
    if (priority)
      onChange({ matrix: { ...matrix, [importance]: { ...matrix[importance], [urgency]: priority } } });
  };
  return (
    <div className="table-wrap">
      <table className="table inset">
        <caption className="help matrix-caption">{t('settings.matrix_help')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.importance')}</th>
            {Level.options.map((urgency) => (
              <th key={urgency} scope="col">
                {t('settings.urgency_is', { level: t(`level.${urgency}`) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...Level.options].reverse().map((importance) => (
            <tr key={importance}>
              <th scope="row">{t(`level.${importance}`)}</th>
              {Level.options.map((urgency) => (
                <td key={urgency}>
                  <select
                    className="native"
                    aria-label={t('settings.matrix_cell', {
                      importance: t(`level.${importance}`),
                      urgency: t(`level.${urgency}`),
                    })}
                    value={matrix[importance]?.[urgency] ?? 'normal'}
                    onChange={(event) => set(importance, urgency, event.target.value)}
                  >
                    {Priority.options.map((priority) => (
                      <option key={priority} value={priority}>
                        {t(`priority.${priority}`)}
                      </option>
                    ))}
                  </select>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The whole matrix at a glance, a line for each importance. */
export function PrioritySummary({ entry }: SummaryProps<'priority'>) {
  const { t } = useTranslation();
  const { matrix } = entry.value;
  const listed = (words: string[]) => words.join(t('common.comma'));
  const levels = listed(Level.options.map((urgency) => t(`level.${urgency}`)));
  return (
    <span className="stack" style={{ gap: 2 }}>
      <span>{t('settings.matrix_head', { levels })}</span>
      {[...Level.options].reverse().map((importance) => (
        <span key={importance}>
          {t('settings.matrix_row', {
            importance: t(`level.${importance}`),
            priorities: listed(
              Level.options.map((urgency) => t(`priority.${matrix[importance]?.[urgency] ?? 'normal'}`)),
            ),
          })}
        </span>
      ))}
    </span>
  );
}
