import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { SessionTable } from '../account/SessionTable.tsx';
import { call } from '../shared/api.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import type { StaffUser } from './queries.ts';

/** Where a person is signed in; an administrator can end all of it at once. */
export function PersonSessions({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const params = { id: user.id };
  const queryKey = ['user', user.id, 'sessions'];
  const sessions = useQuery({
    queryKey,
    queryFn: async () => (await call('userSessions', { params })).items,
  });
  const end = useMutation({
    mutationFn: () => call('endUserSessions', { params }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey });
      toast(t('people.sessions_ended'));
    },
  });
  return (
    <section className="panel">
      <div className="panel-head">
        <h2 className="grow">{t('account.sessions')}</h2>
        {sessions.data && sessions.data.length > 0 && (
          <Button size="small" onClick={() => end.mutate()} loading={end.isPending}>
            {t('people.end_sessions')}
          </Button>
        )}
      </div>
      {sessions.isPending && <Bones lines={2} />}
      {sessions.isLoadingError && <Broken error={sessions.error} retry={sessions.refetch} />}
      {sessions.data?.length === 0 && <p className="muted">{t('people.no_sessions')}</p>}
      {sessions.data && sessions.data.length > 0 && <SessionTable sessions={sessions.data} />}
    </section>
  );
}
