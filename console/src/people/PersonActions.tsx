import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { Icon } from '../shared/icons.tsx';
import { sayProblem } from '../shared/problem.ts';
import { useMe } from '../shared/session.ts';
import { staffMemberQuery } from '../shared/staff.ts';
import { toast } from '../shared/toasts.tsx';
import type { StaffUser } from './queries.ts';

const LeaverDialog = lazy(() => import('./LeaverDialog.tsx'));
const FormDialog = lazy(() => import('../shared/Dialog.tsx').then((m) => ({ default: m.FormDialog })));
const SecretDialog = lazy(() => import('../shared/SecretDialog.tsx'));

/** What an administrator does for a person: hand over a link, lift a lock-out, let go, take back. */
export function PersonActions({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  const [lost, setLost] = useState(false);
  const params = { id: user.id };
  const saved = (next: StaffUser) => {
    client.setQueryData(staffMemberQuery(next.id).queryKey, next);
    void client.invalidateQueries({ queryKey: ['users'] });
  };
  const reset = useMutation({ mutationFn: () => call('resetLink', { params }), onError: sayProblem });
  const unlock = useMutation({
    mutationFn: () => call('unlockUser', { params }),
    onSuccess: (next) => {
      saved(next);
      toast(t('people.unlocked'));
    },
  });
  const back = useMutation({
    mutationFn: () => call('reactivateUser', { params }),
    onSuccess: (next) => {
      saved(next);
      toast(t('people.reactivated', { name: next.name }));
    },
  });
  const removeFactors = useMutation({
    mutationFn: () => call('removeSecondFactors', { params }),
    onSuccess: () => {
      setLost(false);
      saved({ ...user, second_factor: false });
      void client.invalidateQueries({ queryKey: ['user', user.id, 'sessions'] });
      toast(t('people.factors_removed'));
    },
  });
  return (
    <section className="panel action-list">
      <h2>{t('people.actions')}</h2>
      {user.locked && (
        <Button block icon={<Icon name="lock" />} onClick={() => unlock.mutate()} loading={unlock.isPending}>
          {t('people.unlock')}
        </Button>
      )}
      {user.state === 'deactivated' ? (
        <Button block icon={<Icon name="undo" />} onClick={() => back.mutate()} loading={back.isPending}>
          {t('people.reactivate')}
        </Button>
      ) : (
        <>
          <Button block icon={<Icon name="key" />} onClick={() => reset.mutate()} loading={reset.isPending}>
            {user.state === 'invited' ? t('people.invitation_link') : t('people.reset_link')}
          </Button>
          {user.second_factor && user.id !== me.user.id && (
            <Button block icon={<Icon name="lock" />} onClick={() => setLost(true)}>
              {t('people.remove_factors')}
            </Button>
          )}
          {user.id !== me.user.id && (
            <Button block danger icon={<Icon name="out" />} onClick={() => setLeaving(true)}>
              {t('people.leaves')}
            </Button>
          )}
        </>
      )}
      <Suspense fallback={null}>
        {lost && (
          <FormDialog
            title={t('people.remove_factors')}
            lead={t('people.remove_factors_lead', { name: user.name })}
            action={t('common.remove')}
            danger
            busy={removeFactors.isPending}
            onSubmit={() => removeFactors.mutate()}
            onClose={() => setLost(false)}
          />
        )}
        {leaving && <LeaverDialog user={user} onClose={() => setLeaving(false)} />}
        {reset.data && (
          <SecretDialog
            title={t('people.reset_link')}
            lead={t('people.reset_lead', { name: user.name })}
            secret={reset.data.url}
            onClose={() => reset.reset()}
          />
        )}
      </Suspense>
    </section>
  );
}
