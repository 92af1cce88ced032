import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { useReasonText } from './reason-text.ts';
import type { Explanation } from './WhySummary.tsx';

/** The sum: each stretch of time, whether it counts, and the running total. */
export function WhyIntervals({ explanation }: { explanation: Pick<Explanation, 'intervals'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reason = useReasonText();
  if (explanation.intervals.length === 0) return null;
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h3>{t('why.sum')}</h3>
      <div
        className="table-wrap"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <table className="table inset">
          <thead>
            <tr>
              <th scope="col">{t('why.from')}</th>
              <th scope="col">{t('why.to')}</th>
              <th scope="col">{t('why.counts')}</th>
              <th scope="col" className="right">
                {t('why.length')}
              </th>
              <th scope="col" className="right">
                {t('why.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {explanation.intervals.map((each) => (
              <tr key={`${each.from}-${each.kind}`} className={each.kind === 'counted' ? '' : 'off'}>
                <td className="num">{format.dateTime(each.from)}</td>
                <td className="num">{format.dateTime(each.to)}</td>
                <td>
                  {t(`interval.${each.kind}`)}
                  {each.reasons.length > 0 && (
                    <span className="muted"> ({each.reasons.map(reason).join(t('common.comma'))})</span>
                  )}
                </td>
                <td className="num right">{each.kind === 'counted' ? `+ ${format.exact(each.ms)}` : '–'}</td>
                <td className="num right">{format.exact(each.running_ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
