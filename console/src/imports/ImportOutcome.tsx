import type { ImportResult } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';

/** What would happen, or has happened; every row that is wrong with its number and column. */
export function ImportOutcome({ result, stale }: { result: ImportResult; stale: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = [
    { label: t('import.rows'), value: result.rows },
    { label: result.dry_run ? t('import.would_create') : t('import.created'), value: result.created },
    { label: result.dry_run ? t('import.would_update') : t('import.updated'), value: result.updated },
    { label: t('import.unchanged'), value: result.unchanged },
    { label: t('import.errors'), value: result.errors.length, bad: result.errors.length > 0 },
  ];
  return (
    <section className="panel" aria-live="polite" style={stale ? { opacity: 0.5 } : {}}>
      <h2>{result.dry_run ? t('import.dry_run') : t('import.done')}</h2>
      <dl className="figures">
        {figures.map((figure) => (
          <div key={figure.label}>
            <dt className="small muted">{figure.label}</dt>
            <dd className={figure.bad ? 'num due-late' : 'num'}>{format.number(figure.value)}</dd>
          </div>
        ))}
      </dl>
      {result.errors.length > 0 && (
        <div className="table-wrap">
          <table className="table inset">
            <thead>
              <tr>
                <th scope="col">{t('import.row')}</th>
                <th scope="col">{t('import.column')}</th>
                <th scope="col">{t('import.what')}</th>
              </tr>
            </thead>
            <tbody>
              {result.errors.slice(0, 200).map((error) => (
                <tr key={`${error.row}-${error.column}-${error.message}`}>
                  <td className="num">{error.row}</td>
                  <td>{error.column ?? '–'}</td>
                  <td>{error.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {result.errors.length > 200 && (
        <p className="help">{t('import.more_errors', { count: result.errors.length - 200 })}</p>
      )}
    </section>
  );
}
