import type { RuleValue } from '@shouwen/api';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, problemOf } from '../shared/api.ts';
import { useFormat } from '../shared/format.ts';
import { textIfAny } from '../shared/i18n.ts';
import { fieldProblem, problemText } from '../shared/problem.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { useViewFields } from '../views/use-view-fields.ts';

const periods = ['7', '30'] as const;

/** What the rule, as it stands in the form, would have done in the last days. Nothing is changed. */
export function DryRunPanel({ value }: { value: RuleValue }) {
  const { t } = useTranslation();
  const format = useFormat();
  const fields = useViewFields();
  const [days, setDays] = useState<(typeof periods)[number]>('7');
  const run = useMutation({
    mutationFn: () =>
      call('dryRunRule', { body: { rule: { ...value, name: 'x' }, days: days === '30' ? 30 : 7 } }),
  });
  const [wrong] = problemOf(run.error)?.errors ?? [];
  const byTime = 'after' in value.on;
  const said = (field: string, given: unknown): string => {
    if (Array.isArray(given)) return given.map((each) => said(field, each)).join(t('common.comma'));
    if (given === null || given === undefined) return t('common.none');
    const source = fields.find((each) => each.name === field)?.source;
    const option =
      source?.kind === 'options' ? source.options.find((each) => each.value === given) : undefined;
    return option?.label ?? String(given);
  };
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('dry_run.title')}</legend>
      <p className="help">{byTime ? t('dry_run.help_time') : t('dry_run.help')}</p>
      <div className="row wrap">
        <Segmented
          label={t('dry_run.period')}
          hideLabel
          options={periods.map((each) => ({ value: each, label: t('dry_run.days', { n: each }) }))}
          value={days}
          onChange={setDays}
        />
        <Button loading={run.isPending} onClick={() => run.mutate()}>
          {t('dry_run.run')}
        </Button>
      </div>
      {run.error && <p className="field-error">{wrong ? fieldProblem(wrong) : problemText(run.error)}</p>}
      {run.data && (
        <div className="stack" aria-live="polite" style={{ gap: 8 }}>
          <p>
            {t('dry_run.result', {
              fired: format.number(run.data.would_fire),
              looked: format.number(run.data.looked_at),
            })}{' '}
            {run.data.capped && t('dry_run.capped')}
          </p>
          {run.data.examples.map((example) => (
            <div key={`${example.ticket.number} ${example.at}`} className="rule-example">
              <div className="row wrap">
                <span className="strong">
                  #{example.ticket.number} {example.ticket.subject}
                </span>
                <span className="muted num small end">{format.dateTime(example.at)}</span>
              </div>
              {example.changes.map(({ field, from, to }) => (
                <div key={field} className="small">
                  {t('event_change.changed', {
                    field: fields.find((each) => each.name === field)?.label ?? field,
                    from: said(field, from),
                    to: said(field, to),
                  })}
                </div>
              ))}
              <div className="small soft">
                {example.actions.map((each) => textIfAny(`rule_do.${each}`) ?? each).join(t('common.comma'))}
              </div>
            </div>
          ))}
        </div>
      )}
    </fieldset>
  );
}
