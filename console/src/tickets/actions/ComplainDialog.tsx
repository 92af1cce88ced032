import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { inTreeOrder } from '../../people/unit-tree.ts';
import { call } from '../../shared/api.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { AreaField, SelectField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { unitsQuery } from '../../shared/staff.ts';
import { toast } from '../../shared/toasts.tsx';
import { UserPicker } from '../../shared/UserPicker.tsx';
import type { DialogProps } from './dialogs.tsx';
import { useTicketAction } from './use-action.ts';

interface Values {
  unit_id: string;
  person_id: string | null;
  facts: string;
}

/** The first-contact owner puts on record that a department does not help; its manager alone hears of it. */
export default function ComplainDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const client = useQueryClient();
  const { data: units = [] } = useQuery(unitsQuery);
  const form = useForm<Values>({ unit_id: '', person_id: null, facts: '' });
  const { unit_id, person_id, facts } = form.values;
  const record = useTicketAction(
    ticket.number,
    () =>
      call('recordInternalComplaint', {
        params: { number: ticket.number },
        body: { unit_id, facts, ...(person_id === null ? {} : { person_id }) },
      }),
    ({ manager }) => {
      onClose();
      toast(t('internal_complaint.sent', { name: manager?.name ?? '' }));
      void client.invalidateQueries({ queryKey: ['internal-complaints'] });
    },
  );
  function submit() {
    if (unit_id === '') form.refuse({ unit_id: t('form.choose') });
    else record.mutate(undefined, { onError: form.fail });
  }
  return (
    <FormDialog
      title={t('internal_complaint.record')}
      lead={t('internal_complaint.record_lead')}
      action={t('internal_complaint.record_short')}
      busy={record.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={submit}
      onClose={onClose}
    >
      <SelectField
        label={t('internal_complaint.department')}
        required
        empty={t('form.choose')}
        options={inTreeOrder(units.filter((unit) => unit.active)).map(({ unit, depth }) => ({
          value: unit.id,
          label: `${'\u2003'.repeat(depth)}${local(unit.name)}`,
        }))}
        {...form.bind('unit_id')}
      />
      <UserPicker label={t('internal_complaint.person')} required={false} {...form.bind('person_id')} />
      <AreaField label={t('internal_complaint.facts')} required {...form.bind('facts')} />
    </FormDialog>
  );
}
