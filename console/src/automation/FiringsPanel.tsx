import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { useEntries } from '../shared/config.ts';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import { useCan } from '../shared/session.ts';
import './automation.css';
import { FiringsDrawer } from './FiringsDrawer.tsx';
import { firingCountsQuery } from './queries.ts';

/** How often the rules have fired, each with its last firings. The address says whose are open. */
export function FiringsPanel() {
  const { t } = useTranslation();
  const local = useLocalText();
  const format = useFormat();
  const now = useNow();
  const rules = useEntries('automation_rules');
  const [search, setSearch] = useSearchParams();
  const { data: counts = [] } = useQuery({ ...firingCountsQuery, enabled: useCan()('config.manage') });
  const open = search.get('rule');
  const named = (key: string) => {
    const rule = rules.find((each) => each.key === key);
    return rule ? local(rule.value.name) : key;
  };
  const keys = [...rules.map((rule) => rule.key), ...counts.map((count) => count.rule)];
  return (
    <>
      {keys.length > 0 && (
        <section className="stack" style={{ gap: 8 }} aria-label={t('firings.title')}>
          <h2>{t('firings.title')}</h2>
          <div className="table-wrap">
            <table className="table inset cards" aria-label={t('firings.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('firings.rule')}</th>
                  <th scope="col" className="num">
                    {t('firing_outcome.done')}
                  </th>
                  <th scope="col" className="num">
                    {t('firing_outcome.failed')}
                  </th>
                  <th scope="col" className="num">
                    {t('firing_outcome.stopped')}
                  </th>
                  <th scope="col">{t('firings.last')}</th>
                </tr>
              </thead>
              <tbody>
                {[...new Set(keys)].map((key) => {
                  const count = counts.find((each) => each.rule === key);
                  return (
                    <tr key={key}>
                      <td>
                        <button type="button" className="link" onClick={() => setSearch({ rule: key })}>
                          {named(key)}
                        </button>
                      </td>
                      <td data-label={t('firing_outcome.done')} className="num">
                        {format.number(count?.done ?? 0)}
                      </td>
                      <td data-label={t('firing_outcome.failed')} className="num">
                        {format.number(count?.failed ?? 0)}
                      </td>
                      <td data-label={t('firing_outcome.stopped')} className="num">
                        {format.number(count?.stopped ?? 0)}
                      </td>
                      <td data-label={t('firings.last')} className="num">
                        {count?.last_at ? format.when(count.last_at, now) : t('firings.never')}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {open !== null && (
        <FiringsDrawer rule={open} title={named(open)} onClose={() => setSearch({}, { replace: true })} />
      )}
    </>
  );
}
