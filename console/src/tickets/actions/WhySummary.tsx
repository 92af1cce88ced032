import type { ResponseOf, Routes } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../shared/clock.ts';
import { Due } from '../../shared/Due.tsx';
import { useFormat } from '../../shared/format.ts';
import { currentLanguage } from '../../shared/i18n.ts';
import { useReasonText } from './reason-text.ts';

export type Explanation = ResponseOf<Routes['explainObligation']>;

/** The answer in one sentence and a bar: started then, so much time, so much of it paused, hence due then. */
export function WhySummary({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const reason = useReasonText();
  const { obligation, intervals } = explanation;
  const paused = intervals.filter((each) => each.kind === 'paused').reduce((sum, each) => sum + each.ms, 0);
  const budget = format.exact(obligation.budget_ms);
  const started = format.when(obligation.started_at, now);
  const sentences = [
    t('why.sentence', { started, budget }),
    ...(paused > 0 ? [t('why.sentence_paused', { length: format.exact(paused) })] : []),
    ...(obligation.due_at ? [t('why.sentence_due', { due: format.when(obligation.due_at, now) })] : []),
    ...(obligation.state === 'paused'
      ? [t('why.sentence_now_paused', { reasons: obligation.paused_for.map(reason).join(t('common.comma')) })]
      : []),
  ];
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p>{sentences.join(currentLanguage() === 'zh' ? '' : ' ')}</p>
      {obligation.state === 'open' && <Due dueAt={obligation.due_at} startedAt={obligation.started_at} />}
      {obligation.remaining_ms !== null && obligation.state === 'paused' && (
        <p className="soft">
          {obligation.remaining_ms < 0
            ? t('due.late', { length: format.exact(obligation.remaining_ms) })
            : t('obligation.left', { length: format.exact(obligation.remaining_ms) })}
        </p>
      )}
      {obligation.outcome && <p className="strong">{t(`outcome.${obligation.outcome}`)}</p>}
    </div>
  );
}
