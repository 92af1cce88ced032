import { useTranslation } from 'react-i18next';

interface ColumnMappingProps {
  fields: readonly { key: string; label: string; required?: boolean }[];
  columns: string[];
  /** product field → column heading */
  mapping: Record<string, string>;
  onChange: (mapping: Record<string, string>) => void;
}

/** Which column holds what: guessed from the headings, put right here. */
export function ColumnMapping({ fields, columns, mapping, onChange }: ColumnMappingProps) {
  const { t } = useTranslation();
  return (
    <section className="panel">
      <h2>{t('import.mapping')}</h2>
      <div className="table-wrap">
        <table className="table inset">
          <thead>
            <tr>
              <th scope="col">{t('import.field')}</th>
              <th scope="col">{t('import.column')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.key}>
                <th scope="row" className="mapping-name">
                  {field.label}
                  {field.required && <span className="muted"> · {t('import.needed')}</span>}
                </th>
                <td>
                  <select
                    className="native"
                    aria-label={field.label}
                    value={mapping[field.key] ?? ''}
                    onChange={(event) => {
                      const next = { ...mapping };
                      if (event.target.value === '') delete next[field.key];
                      else next[field.key] = event.target.value;
                      onChange(next);
                    }}
                  >
                    <option value="">{t('import.no_column')}</option>
                    {columns.map((column) => (
                      <option key={column} value={column}>
                        {column}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
