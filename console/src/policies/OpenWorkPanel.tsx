import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useFormat } from '../shared/format.ts';
import { sayProblem } from '../shared/problem.ts';
import { useCan } from '../shared/session.ts';
import { OpenWorkProgress } from './OpenWorkProgress.tsx';
import { openWorkQuery } from './queries.ts';
import { RolloutSample } from './RolloutSample.tsx';
import './policies.css';

/** What the policies would change on open work, the button that puts them in force there, and how far that has come. */
export function OpenWorkPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const { data } = useQuery({ ...openWorkQuery, enabled: useCan()('config.manage') });
  const look = useMutation({ mutationFn: () => call('previewRollout', { body: {} }), onError: sayProblem });
  const start = useMutation({
    mutationFn: () => call('startRollout', { body: {} }),
    onSuccess: (answer) => {
      client.setQueryData(openWorkQuery.queryKey, answer);
      look.reset();
    },
    onError: sayProblem,
  });
  const rollout = data?.rollout;
  const running = rollout !== null && rollout !== undefined && rollout.ended_at === null;
  const preview = look.data;
  return (
    <section className="open-work stack" aria-label={t('open_work.title')}>
      <h2>{t('open_work.title')}</h2>
      <p className="soft">{t('open_work.help')}</p>
      {rollout && <OpenWorkProgress kind="rollout" progress={rollout} />}
      <div className="row wrap">
        <Button loading={look.isPending} disabled={running} onClick={() => look.mutate()}>
          {t('open_work.look')}
        </Button>
        {preview && preview.earlier > 0 && (
          <Button type="primary" loading={start.isPending} disabled={running} onClick={() => start.mutate()}>
            {t('open_work.start')}
          </Button>
        )}
      </div>
      {preview && (
        <div className="stack" aria-live="polite" style={{ gap: 8 }}>
          <p>
            {preview.changed === 0
              ? t('open_work.nothing')
              : t('open_work.count', {
                  count: preview.changed,
                  earlier: format.number(preview.earlier),
                })}
            {preview.capped && ` ${t('open_work.capped')}`}
          </p>
          <RolloutSample sample={preview.sample} />
        </div>
      )}
    </section>
  );
}
