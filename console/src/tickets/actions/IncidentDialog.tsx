import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useEntries } from '../../shared/config.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { AreaField, SelectField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import type { DialogProps } from './dialogs.tsx';
import { ResultsDialog, type TicketResult } from './ResultsDialog.tsx';
import { useTicketAction } from './use-action.ts';

/** One notice from the master ticket of a mass incident to everybody affected; may set the status of all. */
export default function IncidentDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const statuses = useEntries('statuses');
  const form = useForm({ body: '', status: '' });
  const [results, setResults] = useState<TicketResult[] | null>(null);
  const affected = ticket.links.filter(
    (link) => link.kind === 'incident_of' && link.direction === 'to',
  ).length;
  const notice = useTicketAction(
    ticket.number,
    () =>
      call('notifyIncident', {
        params: { number: ticket.number },
        body: { body: form.values.body, ...(form.values.status ? { status: form.values.status } : {}) },
      }),
    (answer) => setResults(answer.results),
  );
  if (results) return <ResultsDialog title={t('incident.results')} results={results} onClose={onClose} />;
  return (
    <FormDialog
      title={t('ticket.incident')}
      lead={affected === 0 ? t('incident.none') : t('incident.lead', { count: affected })}
      action={t('incident.send')}
      busy={notice.isPending}
      disabled={affected === 0}
      message={form.message}
      errors={form.errors}
      onSubmit={() => notice.mutate(undefined, { onError: form.fail })}
      onClose={onClose}
    >
      <AreaField label={t('incident.text')} rows={6} {...form.bind('body')} />
      <SelectField
        label={t('incident.status')}
        required={false}
        empty={t('incident.status_keep')}
        options={statuses.map((status) => ({ value: status.key, label: local(status.value.name) }))}
        {...form.bind('status')}
      />
    </FormDialog>
  );
}
