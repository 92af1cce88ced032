import type { Arrival } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useNow } from '../../shared/clock.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { CheckField, TextField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { MomentField } from '../../shared/MomentField.tsx';
import { useMe } from '../../shared/session.ts';
import { toast } from '../../shared/toasts.tsx';
import { UserPicker } from '../../shared/UserPicker.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

interface Values {
  at: string | null;
  user_id: string | null;
  nobody: boolean;
  reason: string;
}

/** Puts on record who came to the customer's and when; or corrects such a record, with a reason. */
export default function ArrivalDialog({ ticket, arrival, onClose }: DialogProps & { arrival?: Arrival }) {
  const { t } = useTranslation();
  const me = useMe();
  const now = useNow();
  const { number } = ticket;
  const form = useForm<Values>({
    at: arrival?.at ?? new Date(now - (now % 60_000)).toISOString(),
    user_id: arrival?.user?.id ?? me.user.id,
    nobody: false,
    reason: '',
  });
  const { at, user_id, nobody, reason } = form.values;
  const known = [...(arrival?.user ? [arrival.user] : []), { id: me.user.id, name: me.user.name }];
  const who = user_id === null ? {} : { user_id };
  const record = useTicketAction(
    number,
    async (moment: string | null) => {
      if (arrival)
        await call('correctArrival', {
          params: { number, id: arrival.id },
          body: { at: nobody ? null : moment, ...who, reason },
        });
      else if (moment !== null)
        await call('recordArrival', { params: { number }, body: { at: moment, ...who } });
    },
    () => {
      onClose();
      toast(t(arrival ? 'arrival.corrected' : 'arrival.recorded'));
    },
  );
  function submit() {
    if (at === null && !nobody) form.refuse({ at: t('form.choose') });
    else record.mutate(at, { onError: form.fail });
  }
  return (
    <FormDialog
      title={t(arrival ? 'arrival.correct' : 'arrival.record')}
      lead={t('arrival.lead')}
      action={t(arrival ? 'arrival.correct_short' : 'arrival.record_short')}
      busy={record.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={submit}
      onClose={onClose}
    >
      {arrival && <CheckField label={t('arrival.nobody')} {...form.bind('nobody')} />}
      {!nobody && (
        <>
          <MomentField label={t('arrival.at')} required {...form.bind('at')} />
          <UserPicker label={t('arrival.who')} known={known} {...form.bind('user_id')} />
        </>
      )}
      {arrival && (
        <TextField label={t('transfer.reason')} required maxLength={500} {...form.bind('reason')} />
      )}
    </FormDialog>
  );
}
