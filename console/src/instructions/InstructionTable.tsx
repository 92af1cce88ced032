import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { Due } from '../shared/Due.tsx';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import { InstructionMark } from './InstructionMark.tsx';
import type { InstructionRow } from './queries.ts';

/** Requests in a table; on a phone one card each. */
export function InstructionTable({ rows }: { rows: readonly InstructionRow[] }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const format = useFormat();
  const now = useNow();
  return (
    <div className="table-wrap">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('instruction.one')}</th>
            <th scope="col">{t('instruction.kind')}</th>
            <th scope="col">{t('instruction.state')}</th>
            <th scope="col">{t('instruction.asked_by')}</th>
            <th scope="col">{t('instruction.addressee')}</th>
            <th scope="col">{t('instruction.due')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <div>
                  <Link to={`/instructions/${row.number}`} className="instruction-title">
                    <span className="num muted">{t('instruction.number', { number: row.number })}</span>{' '}
                    {row.title}
                  </Link>
                  <div className="small muted">
                    {format.when(row.asked_at, now)}
                    {row.ticket && ` · #${row.ticket.number} ${row.ticket.subject}`}
                  </div>
                </div>
              </td>
              <td data-label={t('instruction.kind')}>{local(row.kind.name)}</td>
              <td data-label={t('instruction.state')}>
                <InstructionMark request={row} />
              </td>
              <td data-label={t('instruction.asked_by')}>{row.asked_by.name}</td>
              <td data-label={t('instruction.addressee')}>{row.addressee.name}</td>
              <td data-label={t('instruction.due')}>
                {row.due_at && <Due dueAt={row.due_at} startedAt={row.asked_at} bar={false} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
