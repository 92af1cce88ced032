import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { SessionTable } from './SessionTable.tsx';

/** Where I am signed in; each can be ended at once. */
export function SessionsTab() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const queryKey = ['my-sessions'];
  const sessions = useQuery({ queryKey, queryFn: async () => (await call('mySessions', {})).items });
  const end = useMutation({
    mutationFn: (id: string) => call('endMySession', { params: { id } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey });
      toast(t('account.session_ended'));
    },
  });
  if (sessions.isLoadingError) return <Broken error={sessions.error} retry={sessions.refetch} />;
  if (!sessions.data) return <Bones lines={3} />;
  return (
    <div className="medium stack">
      <p className="soft">{t('account.sessions_lead')}</p>
      <SessionTable sessions={sessions.data} onEnd={(id) => end.mutate(id)} />
    </div>
  );
}
