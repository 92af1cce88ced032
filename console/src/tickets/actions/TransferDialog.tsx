import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { DutyMark } from '../../shared/DutyMark.tsx';
import { useDuty } from '../../shared/duty.ts';
import { AreaField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { Picker } from '../../shared/Picker.tsx';
import { teamsQuery } from '../../shared/staff.ts';
import { TeamPicker } from '../../shared/TeamPicker.tsx';
import { toast } from '../../shared/toasts.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

interface Values {
  team_id: string | null;
  assignee_id: string | null;
  reason: string;
}

/** Passes the ticket on: team, perhaps a person, and always a reason. The first-contact owner stays. */
export default function TransferDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const duty = useDuty();
  const teams = useQuery(teamsQuery);
  const form = useForm<Values>({ team_id: null, assignee_id: null, reason: '' });
  const { team_id, assignee_id, reason } = form.values;
  const members = teams.data?.find((team) => team.id === team_id)?.assignable ?? [];
  const transfer = useTicketAction(
    ticket.number,
    (team: string) =>
      call('transferTicket', {
        params: { number: ticket.number },
        body: { team_id: team, assignee_id, reason },
      }),
    () => {
      toast(t('transfer.done'));
      onClose();
    },
  );
  function submit() {
    if (team_id === null) form.refuse({ team_id: t('form.choose') });
    else if (reason.trim() === '') form.refuse({ reason: t('transfer.reason_needed') });
    else transfer.mutate(team_id, { onError: form.fail });
  }
  return (
    <FormDialog
      title={t('transfer.title', { number: ticket.number })}
      lead={
        ticket.first_contact_owner
          ? t('transfer.lead', { name: ticket.first_contact_owner.name })
          : t('transfer.lead_unowned')
      }
      action={t('ticket.transfer')}
      busy={transfer.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <TeamPicker
        label={t('field.team')}
        autoFocus
        required
        {...form.bind('team_id')}
        onChange={(id) => form.set({ team_id: id, assignee_id: null })}
      />
      <Picker
        label={t('transfer.person')}
        required={false}
        disabled={team_id === null}
        placeholder={t('transfer.anybody')}
        options={members.map((person) => ({
          value: person.id,
          label: person.name,
          shown: (
            <span className="row">
              {person.name}
              <DutyMark state={duty(person.id)} />
            </span>
          ),
        }))}
        {...form.bind('assignee_id')}
      />
      <AreaField
        label={t('transfer.reason')}
        help={t('transfer.reason_help')}
        rows={3}
        {...form.bind('reason')}
      />
    </FormDialog>
  );
}
