import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { sampleDataQuery } from './queries.ts';

/** Says what goes with the sample data and what stays, and takes it away. */
export default function RemoveSampleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  // what people did a moment ago counts
  const sample = useQuery({ ...sampleDataQuery, staleTime: 0, refetchOnMount: 'always' });
  const remove = useMutation({
    mutationFn: () => call('removeSampleData', {}),
    onSuccess: async () => {
      onClose();
      toast(t('sample.removed'));
      await client.invalidateQueries();
    },
  });
  const { tickets = 0, customers = 0, people = 0 } = sample.data ?? {};
  return (
    <FormDialog
      title={t('sample.remove')}
      lead={t('sample.remove_lead', { tickets, customers, people })}
      action={t('sample.remove_now')}
      danger
      busy={remove.isPending}
      disabled={sample.isFetching || sample.isError}
      onSubmit={() => remove.mutate()}
      onClose={onClose}
    >
      {sample.isFetching && <Bones lines={2} />}
      {sample.isLoadingError && <Broken error={sample.error} retry={sample.refetch} />}
      {sample.data && !sample.isFetching && <Consequences {...sample.data} />}
    </FormDialog>
  );
}

type Sample = NonNullable<Awaited<ReturnType<NonNullable<typeof sampleDataQuery.queryFn>>>>;

function Consequences({ touched, stays }: Pick<Sample, 'touched' | 'stays'>) {
  const { t } = useTranslation();
  const textOf = useLocalText();
  const staying = [
    ...stays.tickets.map((number) => `#${number}`),
    ...stays.teams.map((name) => textOf(name)),
    ...stays.people,
    ...stays.customers,
  ];
  return (
    <>
      {touched.length === 0 && <p>{t('sample.untouched')}</p>}
      {touched.length > 0 && (
        <div>
          <p>{t('sample.touched', { count: touched.length })}</p>
          <ul className="sample-list">
            {touched.map(({ number, subject, messages, changes }) => (
              <li key={number}>
                #{number} {subject ?? t('sample.confidential')}
                <span className="soft">
                  {' · '}
                  {t('sample.messages', { count: messages })}
                  {' · '}
                  {t('sample.changes', { count: changes })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {staying.length > 0 && (
        <div>
          <p>{t('sample.stays')}</p>
          <ul className="sample-list">
            {staying.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
