import type { CalendarValue, TargetOrMinutes } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, problemOf } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { useFormat } from '../shared/format.ts';
import { MomentField } from '../shared/MomentField.tsx';
import { fieldProblem, problemText } from '../shared/problem.ts';
import { WhyIntervals } from '../tickets/actions/WhyIntervals.tsx';
import { TargetField } from './TargetField.tsx';

/** When something that starts at a moment would be due on this calendar as it stands in the form, and why. */
export function DuePreview({ value }: { value: CalendarValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const [start, setStart] = useState<string | null>(() => new Date(now).toISOString());
  const [target, setTarget] = useState<TargetOrMinutes>({ business_minutes: 240 });
  const draft = { ...value, name: 'x' };
  const { data, error } = useQuery({
    queryKey: ['calendar-preview', start, target, { ...draft, counts_for: null }],
    queryFn: () =>
      call('previewDue', {
        body: {
          start: start ?? new Date(now).toISOString(),
          target: typeof target === 'number' ? { elapsed_minutes: target } : target,
          draft,
        },
      }),
    enabled: start !== null,
    retry: false,
    placeholderData: (before) => before,
  });
  const [wrong] = problemOf(error)?.errors ?? [];
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('calendar.preview')}</legend>
      <div className="preview-inputs">
        <MomentField label={t('calendar.opened_at')} value={start} onChange={setStart} />
        <div className="field">
          <span className="field-label">{t('settings.target')}</span>
          <TargetField label={t('settings.target')} value={target} onChange={setTarget} />
        </div>
      </div>
      {error && <p className="field-error">{wrong ? fieldProblem(wrong) : problemText(error)}</p>}
      {data && !error && (
        <>
          <p aria-live="polite">
            {t('calendar.would_be_due')} <strong className="num">{format.dateTime(data.due_at)}</strong>
          </p>
          <WhyIntervals explanation={data} />
        </>
      )}
    </fieldset>
  );
}
