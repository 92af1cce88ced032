import { useTranslation } from 'react-i18next';
import { useNow } from '../../shared/clock.ts';
import { useNames } from '../../shared/config.ts';
import { useFormat } from '../../shared/format.ts';
import { textIfAny } from '../../shared/i18n.ts';
import { useReasonText } from './reason-text.ts';
import type { Explanation } from './WhySummary.tsx';

/** The ledger: every start, pause, resume and change, in order. */
export function WhySteps({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const reason = useReasonText();
  const names = useNames();
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h3>{t('why.steps')}</h3>
      <ol className="step-list">
        {explanation.steps.map((step) => {
          const why = typeof step.detail.reason === 'string' ? reason(step.detail.reason) : null;
          const policy = typeof step.detail.policy === 'string' ? step.detail.policy : null;
          const due = typeof step.detail.due_after === 'string' ? step.detail.due_after : null;
          return (
            <li key={`${step.at}-${step.kind}`}>
              <span className="num muted">{format.dateTime(step.at)}</span>
              <span>
                {textIfAny(`step.${step.kind}`) ?? step.kind}
                {why && `: ${why}`}
                {policy && `: ${names.policy(policy)}`}
                {due && <span className="muted"> · {t('why.then_due', { due: format.when(due, now) })}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
