import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import { Bones, Broken } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { UserPicker } from '../shared/UserPicker.tsx';
import type { StaffUser } from './queries.ts';

interface Values {
  successor_id: string | null;
  reason: string;
}

/** Lets somebody go in one step: shows what the person holds, asks who takes it over, and does both at once. */
export default function LeaverDialog({ user, onClose }: { user: StaffUser; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const local = useLocalText();
  const format = useFormat();
  const params = { id: user.id };
  const holdings = useQuery({
    queryKey: ['user', user.id, 'holdings'],
    queryFn: () => call('holdings', { params }),
  });
  const form = useForm<Values>({ successor_id: null, reason: '' });
  const leave = useMutation({
    mutationFn: (successor: string) =>
      call('deactivateUser', {
        params,
        body: {
          successor_id: successor,
          ...(form.values.reason.trim() ? { reason: form.values.reason.trim() } : {}),
        },
      }),
    onSuccess: () => {
      for (const key of ['user', 'users', 'staff', 'teams', 'units', 'tickets', 'ticket'])
        void client.invalidateQueries({ queryKey: [key] });
      toast(t('leaver.done', { name: user.name }));
      onClose();
    },
    onError: form.fail,
  });
  const held = holdings.data;
  const counts = held
    ? [
        { label: t('leaver.tickets'), count: held.tickets },
        { label: t('leaver.first_contact'), count: held.first_contact },
        { label: t('leaver.obligations'), count: held.obligations },
        { label: t('leaver.tasks'), count: held.tasks },
        { label: t('leaver.views'), count: held.views },
        { label: t('leaver.webhooks'), count: held.webhooks },
        {
          label: t('leaver.teams_led'),
          count: held.teams_led.length,
          names: held.teams_led.map((each) => local(each.name)),
        },
        {
          label: t('leaver.units_headed'),
          count: held.units_headed.length,
          names: held.units_headed.map((each) => local(each.name)),
        },
        {
          label: t('leaver.reports'),
          count: held.reports.length,
          names: held.reports.map((each) => each.name),
        },
      ]
    : [];
  return (
    <FormDialog
      title={t('leaver.title', { name: user.name })}
      lead={t('leaver.lead')}
      action={t('leaver.action')}
      danger
      busy={leave.isPending}
      disabled={!held || form.values.successor_id === null}
      message={form.message}
      errors={form.errors}
      onSubmit={() => form.values.successor_id && leave.mutate(form.values.successor_id)}
      onClose={onClose}
    >
      {holdings.isLoadingError && <Broken error={holdings.error} retry={holdings.refetch} />}
      {holdings.isPending && <Bones lines={4} />}
      {held && (
        <dl className="facts holdings">
          {counts.map((each) => (
            <HoldingRow
              key={each.label}
              label={each.label}
              count={format.number(each.count)}
              names={each.names?.join(t('common.comma')) ?? ''}
              none={each.count === 0}
            />
          ))}
          <HoldingRow
            label={t('leaver.ended')}
            count={format.number(held.api_keys + held.sessions)}
            names={t('leaver.ended_what', { keys: held.api_keys, sessions: held.sessions })}
            none={held.api_keys + held.sessions === 0}
          />
        </dl>
      )}
      <UserPicker
        label={t('leaver.successor')}
        help={t('leaver.successor_help')}
        required
        {...form.bind('successor_id')}
      />
      <TextField label={t('transfer.reason')} required={false} maxLength={300} {...form.bind('reason')} />
    </FormDialog>
  );
}

function HoldingRow({
  label,
  count,
  names,
  none,
}: {
  label: string;
  count: string;
  names: string;
  none: boolean;
}) {
  return (
    <>
      <dt>{label}</dt>
      <dd className={none ? 'muted' : ''}>
        <span className="num strong">{count}</span> {names && <span className="muted small">{names}</span>}
      </dd>
    </>
  );
}
