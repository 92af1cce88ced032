import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, hasStatus } from '../shared/api.ts';
import { AreaField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { Icon } from '../shared/icons.tsx';
import { useCan } from '../shared/session.ts';
import { customerQuery, type FullCustomer } from './queries.ts';

/** What colleagues should know about a customer; written in place. */
export function CustomerNotes({ customer }: { customer: FullCustomer }) {
  const { t } = useTranslation();
  const can = useCan();
  const [writing, setWriting] = useState(false);
  if (writing) return <NotesForm customer={customer} onClose={() => setWriting(false)} />;
  const mayWrite = can('customer.write') && customer.merged_into === null;
  return (
    <div className="stack" style={{ gap: 6 }}>
      {customer.notes && <p className="prose small">{customer.notes}</p>}
      {!customer.notes && !mayWrite && <p className="muted small">{t('customers.no_notes')}</p>}
      {mayWrite && (
        <div>
          <button type="button" className="link small" onClick={() => setWriting(true)}>
            <Icon name="edit" size={12} />{' '}
            {customer.notes ? t('customers.edit_notes') : t('customers.write_notes')}
          </button>
        </div>
      )}
    </div>
  );
}

/** One function for all, so that it acts only when the form appears. */
const focusText = (form: HTMLFormElement | null) => form?.querySelector('textarea')?.focus();

function NotesForm({ customer, onClose }: { customer: FullCustomer; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ notes: customer.notes });
  const save = useMutation({
    mutationFn: () =>
      call(
        'changeCustomer',
        { params: { id: customer.id }, body: { notes: form.values.notes.trim() } },
        { ifMatch: customer.etag },
      ),
    onSuccess: (saved) => {
      client.setQueryData(customerQuery(saved.id).queryKey, saved);
      void client.invalidateQueries({ queryKey: ['customer-history', saved.id] });
      onClose();
    },
    onError: (error) => {
      // somebody else wrote meanwhile: the text stays here, and the next press goes by what stands now
      if (hasStatus(error, 412)) void client.invalidateQueries({ queryKey: ['customer', customer.id] });
      form.fail(error);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form
      className="form"
      ref={focusText}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
        if (event.key === 'Escape') onClose();
      }}
    >
      <AreaField
        label={t('field.notes')}
        hideLabel
        help={t('customers.notes_help')}
        rows={4}
        {...form.bind('notes')}
      />
      <FormMessage message={form.message} errors={form.errors} />
      <div className="row">
        <Button type="primary" htmlType="submit" size="small" loading={save.isPending}>
          {t('common.save')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
