import type { FigureSplit } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import type { Group } from './queries.ts';
import { useFigureWords } from './use-words.ts';

/** How what was owed may have gone; the last two stand outside the rate. */
export const outcomes = ['kept', 'late', 'missed', 'waived', 'cancelled'] as const;
const inRate = ['kept', 'late', 'missed'] as const;

interface KeptTableProps {
  by: FigureSplit;
  groups: readonly Group[];
  label: string;
  onOpen: (group: Group, part?: 'for' | 'against') => void;
}

/** Rates with what made them, each number opening its tickets. */
export function KeptTable({ by, groups, label, onOpen }: KeptTableProps) {
  const { t } = useTranslation();
  const words = useFigureWords();
  return (
    <div className="table-wrap">
      <table className="table inset cards figure-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t(`figure_split.${by}`)}</th>
            <th scope="col">{t('metric.kept_rate')}</th>
            <th scope="col" className="kept-bar-head">
              <span className="sr">{t('figures.shares')}</span>
            </th>
            <th scope="col">{t('figures.change')}</th>
            {outcomes.map((outcome) => (
              <th key={outcome} scope="col">
                {t(`outcome.${outcome}`)}
              </th>
            ))}
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
              <td data-label={t('metric.kept_rate')} className="num">
                {words.value('kept_rate', group.value)}
              </td>
              <td>
                <KeptBar group={group} />
              </td>
              <td data-label={t('figures.change')}>
                {words.change('kept_rate', group.value, group.before)?.words ?? t('figures.none')}
              </td>
              {outcomes.map((outcome) => {
                const count = group.parts?.[outcome] ?? 0;
                const part = outcome === 'kept' ? 'for' : 'against';
                const opens = count > 0 && inRate.some((each) => each === outcome);
                return (
                  <td key={outcome} data-label={t(`outcome.${outcome}`)} className="num">
                    {opens ? (
                      <button
                        type="button"
                        className="link num"
                        aria-label={t('figures.open_rows', { count, what: t(`outcome.${outcome}`) })}
                        onClick={() => onOpen(group, part)}
                      >
                        {count}
                      </button>
                    ) : (
                      count
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Kept, late and missed as parts of a line: by colour and by pattern; the numbers stand beside it. */
function KeptBar({ group: { parts, rows } }: { group: Group }) {
  return (
    <span className="kept-bar" aria-hidden="true">
      {rows > 0 &&
        inRate.map((outcome) => (
          <i key={outcome} className={outcome} style={{ flexGrow: parts?.[outcome] ?? 0 }} />
        ))}
    </span>
  );
}
