import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import '../tickets/context/context.css';
import { AttachmentList } from '../tickets/conversation/AttachmentList.tsx';
import '../tickets/conversation/conversation.css';
import type { CourseStep } from './queries.ts';
import { useStepWords } from './use-step-words.ts';

/** The whole course of a request, oldest first: who did what, when, in which words. */
export function Course({ steps }: { steps: readonly CourseStep[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useStepWords();
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h2>{t('instruction.course')}</h2>
      <ol className="timeline" aria-label={t('instruction.course')}>
        {steps.map((step) => (
          <li key={step.id}>
            <div>{words(step)}</div>
            {step.text && <p className="written soft">{step.text}</p>}
            <AttachmentList attachments={step.attachments} />
            {step.carry_out_by && (
              <div className="small soft">
                {t('instruction.to_carry_out_by', { at: format.dateTime(step.carry_out_by) })}
              </div>
            )}
            <time className="num muted small" dateTime={step.at}>
              {format.dateTime(step.at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
