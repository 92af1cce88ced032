import type { FigureSplit, Metric } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import type { Group } from './queries.ts';
import { useFigureWords } from './use-words.ts';

interface FigureTableProps {
  metric: Metric;
  by: FigureSplit;
  groups: readonly Group[];
  label: string;
  onOpen: (group: Group) => void;
}

/** The same as a table. */
export function FigureTable({ metric, by, groups, label, onOpen }: FigureTableProps) {
  const { t } = useTranslation();
  const words = useFigureWords();
  return (
    <div className="table-wrap">
      <table className="table inset figure-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t(`figure_split.${by}`)}</th>
            <th scope="col">{t(`metric.${metric}`)}</th>
            <th scope="col">{t('figures.period_before')}</th>
            <th scope="col">{t('figures.change')}</th>
            <th scope="col">{t('figures.rows')}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">
                <button type="button" className="link" onClick={() => onOpen(group)}>
                  {words.group(by, group.key, group.name)}
                </button>
              </th>
              <td className="num">{words.value(metric, group.value)}</td>
              <td className="num">{words.value(metric, group.before)}</td>
              <td>{words.change(metric, group.value, group.before)?.words ?? t('figures.none')}</td>
              <td className="num">{group.rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
