import type { ResponseOf, Routes } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useNow } from '../shared/clock.ts';
import { useFormat } from '../shared/format.ts';

type Session = ResponseOf<Routes['mySessions']>['items'][number];

/** Sessions with browser, address and when last seen. */
export function SessionTable({ sessions, onEnd }: { sessions: Session[]; onEnd?: (id: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <div className="table-wrap">
      <table className="table inset cards">
        <thead>
          <tr>
            <th scope="col">{t('account.browser')}</th>
            <th scope="col">{t('account.address')}</th>
            <th scope="col">{t('account.since')}</th>
            <th scope="col">{t('people.last_seen')}</th>
            {onEnd && (
              <th scope="col">
                <span className="sr">{t('account.end')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <td title={session.user_agent}>
                {browserOf(session.user_agent)}{' '}
                {session.current && <span className="pill green">{t('account.this_one')}</span>}
                <div className="small muted">
                  {t(`way.${session.method}`)}
                  {session.second_factor && session.method !== 'passkey' && ` + ${t('way.second_factor')}`}
                </div>
              </td>
              <td data-label={t('account.address')} className="num">
                {session.address}
              </td>
              <td data-label={t('account.since')} className="num">
                {format.when(session.created_at, now)}
              </td>
              <td data-label={t('people.last_seen')} className="num">
                {format.when(session.last_seen_at, now)}
              </td>
              {onEnd && (
                <td className="actions">
                  {!session.current && (
                    <button type="button" className="link" onClick={() => onEnd(session.id)}>
                      {t('account.end')}
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const browsers = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const systems = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;

/** "Firefox · Windows" out of what browsers say about themselves. */
export function browserOf(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [browser, system].filter(Boolean).join(' · ') || userAgent.slice(0, 40) || '–';
}
