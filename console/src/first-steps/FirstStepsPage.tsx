import type { FirstStepKey } from '@shouwen/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../shared/api.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import './first-steps.css';
import { firstStepsQuery } from './queries.ts';
import { SampleData } from './SampleData.tsx';

/** Where each step is done. */
const places: Record<FirstStepKey, string> = {
  people: '/people',
  types: '/settings/types',
  statuses: '/settings/statuses',
  targets: '/settings/obligations',
  form: '/settings/web_forms',
  mailbox: '/settings/mailboxes',
  ticket: '/new',
  second_factor: '/account/security',
};

/** What a new administrator does first: what it is for, where it is done, and which is done. */
export default function FirstStepsPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const steps = useQuery(firstStepsQuery);
  const mark = useMutation({
    mutationFn: ({ key, done }: { key: FirstStepKey; done: boolean }) =>
      call('markFirstStep', { params: { key }, body: { done } }),
    onSuccess: ({ items }) => client.setQueryData(firstStepsQuery.queryKey, items),
  });
  const open = steps.data?.filter((step) => !step.done).length ?? 0;
  return (
    <Page title={t('first_steps.title')}>
      <div className="medium stack" style={{ gap: 16 }}>
        <p className="soft">{steps.data && open === 0 ? t('first_steps.all_done') : t('first_steps.lead')}</p>
        {steps.data && (
          <div className="row">
            <progress
              className="first-steps-bar"
              max={steps.data.length}
              value={steps.data.length - open}
              aria-label={t('first_steps.title')}
            />
            <span className="small soft num">
              {t('first_steps.progress', { done: steps.data.length - open, all: steps.data.length })}
            </span>
          </div>
        )}
        {steps.isPending && <Bones />}
        {steps.isLoadingError && <Broken error={steps.error} retry={steps.refetch} />}
        <ol className="first-steps">
          {steps.data?.map((step) => (
            <li key={step.key} className={step.done ? 'first-step done' : 'first-step'}>
              <span className="first-step-mark">{step.done && <Icon name="check" size={14} />}</span>
              <div className="grow">
                <h2>
                  {t(`first_step.${step.key}`)}
                  {step.done && <span className="sr"> · {t('first_steps.done')}</span>}
                </h2>
                <p className="soft">{t(`first_step_help.${step.key}`)}</p>
                <div className="row wrap" style={{ gap: '4px 16px' }}>
                  <Link to={places[step.key]}>{t(`first_step_do.${step.key}`)}</Link>
                  {(!step.done || step.by_hand) && (
                    <button
                      type="button"
                      className="link first-step-fine"
                      aria-label={`${t(`first_step.${step.key}`)}: ${t(step.by_hand ? 'first_steps.not_done' : 'first_steps.fine')}`}
                      onClick={() => mark.mutate({ key: step.key, done: !step.by_hand })}
                    >
                      {step.by_hand ? t('first_steps.not_done') : t('first_steps.fine')}
                    </button>
                  )}
                </div>
              </div>
            </li>
          ))}
        </ol>
        <SampleData />
      </div>
    </Page>
  );
}
