import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, hasStatus } from '../shared/api.ts';
import { CustomerPicker } from '../shared/CustomerPicker.tsx';
import { useEntries, useNames } from '../shared/config.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { AreaField, SelectField, TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { languageOptions } from '../shared/languages.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { TimeZoneField } from '../shared/TimeZoneField.tsx';
import { ContactFields } from './ContactFields.tsx';
import { type CustomerValues, customerBody, fresh, valuesOf } from './customer-values.ts';
import { customerQuery, type FullCustomer } from './queries.ts';

interface CustomerDialogProps {
  /** absent: a new one */
  customer?: FullCustomer;
  onClose: () => void;
  onSaved: (customer: FullCustomer) => void;
}

/** Records a customer or changes one. */
export default function CustomerDialog({ customer, onClose, onSaved }: CustomerDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tiers = useEntries('tiers');
  const names = useNames();
  const form = useForm<CustomerValues>(customer ? valuesOf(customer) : fresh);
  const save = useMutation({
    mutationFn: () => {
      const { kind, ...body } = customerBody(form.values);
      return customer
        ? call('changeCustomer', { params: { id: customer.id }, body }, { ifMatch: customer.etag })
        : call('createCustomer', { body: { kind, ...body } });
    },
    onSuccess: (saved) => {
      client.setQueryData(customerQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['customers'] });
      onClose();
      onSaved(saved);
    },
    onError: (error) => {
      if (customer && hasStatus(error, 412))
        void client.invalidateQueries({ queryKey: ['customer', customer.id] });
      form.fail(error);
    },
  });
  const { kind } = form.values;
  return (
    <FormDialog
      title={customer ? t('customers.edit') : t('customers.add')}
      action={t('common.save')}
      busy={save.isPending}
      message={form.message}
      errors={form.errors}
      width={640}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {!customer && (
        <Segmented
          label={t('customers.kind')}
          value={kind}
          onChange={(value) => form.set({ kind: value })}
          options={[
            { value: 'person', label: t('customers.person') },
            { value: 'organisation', label: t('customers.organisation') },
          ]}
        />
      )}
      <TextField label={t('field.name')} maxLength={200} autoFocus {...form.bind('name')} />
      <ContactFields {...form.bind('contacts')} />
      {kind === 'person' && (
        <CustomerPicker
          kind="organisation"
          label={t('field.organisation')}
          required={false}
          {...form.bind('organisation')}
          {...(customer?.organisations[0] ? { known: customer.organisations[0] } : {})}
        />
      )}
      <div className="columns">
        <SelectField
          label={t('field.language')}
          required={false}
          empty={t('common.unknown')}
          options={languageOptions}
          {...form.bind('language')}
        />
        <TimeZoneField label={t('field.time_zone')} required={false} {...form.bind('time_zone')} />
        <SelectField
          label={t('field.tier')}
          required={false}
          empty={t('common.none')}
          options={tiers.map(({ key }) => ({ value: key, label: names.tier(key) }))}
          {...form.bind('tier')}
        />
        <TextField
          label={t('field.external_ref')}
          required={false}
          maxLength={100}
          {...form.bind('external_ref')}
        />
      </div>
      <AreaField label={t('field.notes')} required={false} rows={3} {...form.bind('notes')} />
    </FormDialog>
  );
}
