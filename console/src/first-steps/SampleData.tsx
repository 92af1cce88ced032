import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../shared/api.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { sampleDataQuery } from './queries.ts';

const RemoveSampleDialog = lazy(() => import('./RemoveSampleDialog.tsx'));

/** A made-up team with customers and tickets to try things on: added with one press, and taken away with another. */
export function SampleData() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sample = useQuery(sampleDataQuery);
  const [removing, setRemoving] = useState(false);
  const add = useMutation({
    mutationFn: () => call('addSampleData', {}),
    onSuccess: async (added) => {
      client.setQueryData(sampleDataQuery.queryKey, added);
      toast(t('sample.added'));
      await client.invalidateQueries();
    },
  });
  if (sample.isPending) return <Bones lines={2} />;
  if (sample.isLoadingError) return <Broken error={sample.error} retry={sample.refetch} />;
  const { added_at, tickets, customers, people } = sample.data;
  return (
    <section className="sample-data" aria-labelledby="sample-title">
      <h2 id="sample-title">{t('sample.title')}</h2>
      {added_at === null ? (
        <>
          <p className="soft">{t('sample.lead')}</p>
          <Button loading={add.isPending} onClick={() => add.mutate()}>
            {t('sample.add')}
          </Button>
          {add.isPending && (
            <p className="soft" role="status">
              {t('sample.adding')}
            </p>
          )}
        </>
      ) : (
        <>
          <p className="soft">{t('sample.there', { tickets, customers, people })}</p>
          <div className="row wrap">
            <Link to="/inbox/all">{t('sample.look')}</Link>
            <Button danger onClick={() => setRemoving(true)}>
              {t('sample.remove')}
            </Button>
          </div>
        </>
      )}
      <Suspense fallback={null}>
        {removing && <RemoveSampleDialog onClose={() => setRemoving(false)} />}
      </Suspense>
    </section>
  );
}
