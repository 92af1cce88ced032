import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useNow } from '../../shared/clock.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { useForm } from '../../shared/form.tsx';
import { useFormat } from '../../shared/format.ts';
import { MomentField } from '../../shared/MomentField.tsx';
import { useTimeZone } from '../../shared/session.ts';
import { toast } from '../../shared/toasts.tsx';
import { momentOf, wallOf } from '../../shared/zoned-time.ts';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

const day = 86_400_000;

/** Puts the ticket away until a moment. What is owed to the customer goes on. */
export default function SnoozeDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const zone = useTimeZone();
  const now = useNow();
  const format = useFormat();
  const { number } = ticket;
  const form = useForm<{ until: string | null }>({ until: null });
  const wake = useTicketAction(number, () =>
    call('snoozeTicket', { params: { number }, body: { until: null } }),
  );
  const snooze = useTicketAction(
    number,
    (until: string) => call('snoozeTicket', { params: { number }, body: { until } }),
    (_, until) => {
      onClose();
      toast(t('ticket.snoozed_until', { when: format.when(until, now) }), {
        action: { label: t('common.undo'), run: () => wake.mutate() },
      });
    },
  );
  const morning = (days: number) => momentOf(`${wallOf(now + days * day, zone).slice(0, 10)}T09:00`, zone);
  const weekday = new Date(`${wallOf(now, zone)}Z`).getUTCDay();
  const choices = [
    { label: t('snooze.in_3_hours'), until: new Date(now + 3 * 3_600_000).toISOString() },
    { label: t('snooze.tomorrow'), until: morning(1) },
    { label: t('snooze.next_week'), until: morning((8 - weekday) % 7 || 7) },
  ];
  return (
    <FormDialog
      title={t('snooze.title')}
      lead={t('snooze.lead')}
      action={t('ticket.snooze')}
      busy={snooze.isPending}
      disabled={form.values.until === null}
      message={form.message}
      errors={form.errors}
      onSubmit={() => form.values.until && snooze.mutate(form.values.until, { onError: form.fail })}
      onClose={onClose}
    >
      <div className="row wrap">
        {choices.map((choice) => (
          <Button
            key={choice.label}
            onClick={() => choice.until && snooze.mutate(choice.until, { onError: form.fail })}
          >
            {choice.label}
            {choice.until && <span className="muted num">{format.when(choice.until, now)}</span>}
          </Button>
        ))}
      </div>
      <MomentField label={t('snooze.or_at')} {...form.bind('until')} />
    </FormDialog>
  );
}
