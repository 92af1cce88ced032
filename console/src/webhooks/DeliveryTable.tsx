import { useTranslation } from 'react-i18next';
import { useNow } from '../shared/clock.ts';
import { useFormat } from '../shared/format.ts';
import type { DeliveryPage } from './queries.ts';

const tones = { queued: '', attempting: 'accent', delivered: 'green', failed: 'red' } as const;

/** The delivery log: what was sent, what the other side answered, and a way to send it again. */
export function DeliveryTable({
  rows,
  onResend,
}: {
  rows: DeliveryPage['items'];
  onResend: (id: string) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <div className="table-wrap">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">{t('webhook.event')}</th>
            <th scope="col">{t('webhook.position')}</th>
            <th scope="col">{t('people.state')}</th>
            <th scope="col">{t('webhook.answer')}</th>
            <th scope="col">{t('webhook.attempts')}</th>
            <th scope="col">{t('webhook.last')}</th>
            <th scope="col">
              <span className="sr">{t('webhook.resend')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="mono">{row.kind}</td>
              <td data-label={t('webhook.position')} className="num">
                {row.position}
              </td>
              <td data-label={t('people.state')}>
                <span className={`pill ${tones[row.state]}`}>{t(`delivery_state.${row.state}`)}</span>
              </td>
              <td data-label={t('webhook.answer')}>
                <span className="num">
                  {[
                    row.status,
                    row.duration_ms === null ? null : t('time.ms', { n: Math.round(row.duration_ms) }),
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </span>
                {row.error && <div className="small due-late">{row.error}</div>}
              </td>
              <td data-label={t('webhook.attempts')} className="num">
                {row.attempts}
              </td>
              <td data-label={t('webhook.last')} className="num">
                {row.last_at && format.when(row.last_at, now)}
                {row.state === 'queued' && row.next_at && (
                  <div className="small muted">
                    {t('webhook.next', { when: format.when(row.next_at, now) })}
                  </div>
                )}
              </td>
              <td className="actions">
                <button type="button" className="link" onClick={() => onResend(row.id)}>
                  {t('webhook.resend')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
