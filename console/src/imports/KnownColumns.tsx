import { useTranslation } from 'react-i18next';
import { keepFile, toCsv } from '../shared/csv.ts';

interface KnownColumnsProps {
  title: string;
  fields: readonly { key: string; label: string; required?: boolean }[];
}

/** Before a file is chosen: which columns are understood, and an empty file with them. */
export function KnownColumns({ title, fields }: KnownColumnsProps) {
  const { t } = useTranslation();
  return (
    <section className="panel">
      <h2>{t('import.columns_known')}</h2>
      <p className="help">{t('import.columns_help')}</p>
      <ul className="known-columns">
        {fields.map((field) => (
          <li key={field.key}>
            <span className={field.required ? 'pill accent' : 'pill'}>
              {field.label}
              {field.required && ` · ${t('import.needed')}`}
            </span>
          </li>
        ))}
      </ul>
      <div>
        <button
          type="button"
          className="link"
          onClick={() => keepFile(`${title}.csv`, toCsv([fields.map(({ label }) => label)]))}
        >
          {t('import.template')}
        </button>
      </div>
    </section>
  );
}
