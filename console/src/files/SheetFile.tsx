import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import { Bones } from '../shared/States.tsx';
import type { StoredFile } from './kinds.ts';
import type { Cell, Sheet } from './read-office.ts';
import { Unreadable } from './Unreadable.tsx';
import { useOffice } from './use-office.ts';

const mostRows = 500;
const mostColumns = 50;

/** A workbook, one sheet at a time, to a bound of rows and columns. */
export default function SheetFile({ file }: { file: StoredFile }) {
  const { t } = useTranslation();
  const { data, error } = useOffice(file.id, 'sheet');
  const [chosen, choose] = useState(0);
  if (error || (data && !('sheets' in data))) return <Unreadable error={error} />;
  if (!data) return <Bones lines={10} />;
  const sheet = data.sheets[chosen];
  return (
    <div className="file-paper file-book">
      {data.sheets.length > 1 && (
        <div className="tabs" role="tablist" aria-label={t('file.sheets')}>
          {data.sheets.map(({ name }, at) => (
            <button
              key={name}
              type="button"
              role="tab"
              className="tab"
              aria-selected={at === chosen}
              onClick={() => choose(at)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      {sheet && <SheetTable sheet={sheet} />}
    </div>
  );
}

function SheetTable({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation();
  const cellText = useCellText();
  const rows = sheet.rows.slice(0, mostRows);
  const cut = sheet.rows.length > mostRows || rows.some((row) => row.length > mostColumns);
  if (rows.length === 0) return <p className="muted">{t('file.sheet_empty')}</p>;
  return (
    <>
      <table className="sheet" aria-label={sheet.name}>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one fixed sheet
            <tr key={at}>
              <th scope="row" className="num muted">
                {at + 1}
              </th>
              {row.slice(0, mostColumns).map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: its columns
                <td key={column} className={typeof cell === 'number' ? 'num' : ''}>
                  {cellText(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {cut && <p className="small muted">{t('file.cut')}</p>}
    </>
  );
}

/** A cell as one reads it. Days and times of a workbook have no time zone: they are shown as they were typed. */
function useCellText(): (cell: Cell) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (cell) => {
    if (cell === null) return '';
    if (typeof cell === 'boolean') return cell ? t('common.yes') : t('common.no');
    if (typeof cell === 'number') return format.number(cell);
    if (cell instanceof Date)
      return cell
        .toISOString()
        .replace('T', ' ')
        .replace(/:00\.000Z$/, '')
        .replace(/ 00:00$/, '');
    return cell;
  };
}
