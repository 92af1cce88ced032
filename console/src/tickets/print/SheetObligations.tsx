import { useTranslation } from 'react-i18next';
import { useLocalText } from '../../shared/local-text.ts';
import { inOrder } from '../context/obligations.ts';
import type { FullTicket } from '../queries.ts';
import { useMoment } from './use-moment.ts';

/** What is and was owed: by whom, by when, and how it ended, in words. */
export function SheetObligations({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const moment = useMoment();
  if (ticket.obligations.length === 0) return null;
  return (
    <section className="case-part">
      <h3>{t('obligation.title')}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('case_sheet.what')}</th>
            <th scope="col">{t('case_sheet.owed_by')}</th>
            <th scope="col">{t('case_sheet.due')}</th>
            <th scope="col">{t('case_sheet.outcome')}</th>
            <th scope="col">{t('case_sheet.done')}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(ticket.obligations).map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {local(one.name)}
                {one.clause && <div className="small">{t('obligation.clause', { clause: one.clause })}</div>}
              </th>
              <td>{one.owner.user?.name ?? (one.owner.team ? local(one.owner.team.name) : '')}</td>
              <td className="num">{one.due_at && moment(one.due_at)}</td>
              <td>{one.outcome ? t(`outcome.${one.outcome}`) : t(`obligation_state.${one.state}`)}</td>
              <td className="num">{one.done_at && moment(one.done_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
