import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import type { CourseStep } from './queries.ts';

/** A step of the course as a sentence. */
export function useStepWords(): (step: CourseStep) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (step) => {
    const params = {
      actor: step.by.name,
      person: step.to?.name ?? '',
      at: step.said_at ? format.dateTime(step.said_at) : '',
    };
    if (step.kind === 'confirmed' && step.text) return t('instruction_step.corrected', params);
    if (step.kind === 'carried_out' && step.to) return t('instruction_step.carried_out_and_raised', params);
    return t(`instruction_step.${step.kind}`, params);
  };
}
