import type { Level, TicketChanges } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { CategoryPicker } from '../../shared/CategoryPicker.tsx';
import { useEntries } from '../../shared/config.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { languageOptions } from '../../shared/languages.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { UserPicker } from '../../shared/UserPicker.tsx';
import { FieldInputs, type FieldValue } from '../FieldInputs.tsx';
import { LevelFields } from '../LevelFields.tsx';
import type { DialogProps } from './dialogs.tsx';
import { usePatchTicket } from './use-patch.ts';

const phases = ['before_sale', 'during_sale', 'after_sale'] as const;

interface Values {
  subject: string;
  type: string;
  category: string | null;
  importance: Level;
  urgency: Level;
  phase: string;
  language: string;
  assignee_id: string | null;
  confidential: boolean;
  fields: Record<string, FieldValue>;
}

/** Everything that is marked on a ticket, in one form. Only what was changed is sent. */
export default function DetailsDialog({ ticket, onClose }: DialogProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const types = useEntries('types');
  const patch = usePatchTicket(ticket.number);
  const initial: Values = {
    subject: ticket.subject,
    type: ticket.type,
    category: ticket.category,
    importance: ticket.importance,
    urgency: ticket.urgency,
    phase: ticket.phase ?? '',
    language: ticket.language,
    assignee_id: ticket.assignee?.id ?? null,
    confidential: ticket.confidential,
    fields: ticket.fields as Record<string, FieldValue>,
  };
  const form = useForm(initial);
  const { values } = form;

  function submit() {
    const changes = changesBetween(initial, values);
    if (Object.keys(changes).length === 0) {
      onClose();
      return;
    }
    patch.mutate(changes, { onSuccess: onClose, onError: form.fail });
  }
  return (
    <FormDialog
      title={t('details.title', { number: ticket.number })}
      action={t('common.save')}
      busy={patch.isPending}
      message={form.message}
      errors={form.errors}
      width={640}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label={t('field.subject')} maxLength={300} {...form.bind('subject')} />
      <div className="columns">
        <SelectField
          label={t('field.type')}
          options={types.map((type) => ({ value: type.key, label: local(type.value.name) }))}
          {...form.bind('type')}
        />
        <CategoryPicker label={t('field.category')} required={false} {...form.bind('category')} />
      </div>
      <LevelFields importance={form.bind('importance')} urgency={form.bind('urgency')} />
      <div className="columns">
        <SelectField
          label={t('field.phase')}
          required={false}
          empty={t('common.none')}
          options={phases.map((phase) => ({ value: phase, label: t(`phase.${phase}`) }))}
          {...form.bind('phase')}
        />
        <SelectField label={t('field.language')} options={languageOptions} {...form.bind('language')} />
      </div>
      {(ticket.may.assign || ticket.assignee === null) && (
        <UserPicker
          label={t('ticket.assignee')}
          required={false}
          known={ticket.assignee ? [ticket.assignee] : []}
          {...form.bind('assignee_id')}
        />
      )}
      <FieldInputs
        type={values.type}
        values={values.fields}
        errors={form.errors}
        onChange={(fields) => form.set({ fields })}
      />
      {ticket.may.confidential && (
        <CheckField
          label={t('field.confidential')}
          help={t('ticket.confidential_help')}
          {...form.bind('confidential')}
        />
      )}
    </FormDialog>
  );
}

function changesBetween(before: Values, after: Values): TicketChanges {
  const changes: TicketChanges = {};
  if (after.subject !== before.subject) changes.subject = after.subject;
  if (after.type !== before.type) changes.type = after.type;
  if (after.category !== before.category) changes.category = after.category;
  if (after.importance !== before.importance) changes.importance = after.importance;
  if (after.urgency !== before.urgency) changes.urgency = after.urgency;
  if (after.phase !== before.phase) changes.phase = phases.find((phase) => phase === after.phase) ?? null;
  if (
    after.language !== before.language &&
    (after.language === 'zh' || after.language === 'en' || after.language === 'es')
  )
    changes.language = after.language;
  if (after.assignee_id !== before.assignee_id) changes.assignee_id = after.assignee_id;
  if (after.confidential !== before.confidential) changes.confidential = after.confidential;
  const fields = Object.fromEntries(
    Object.entries(after.fields).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before.fields[key]),
    ),
  );
  if (Object.keys(fields).length > 0) changes.fields = fields;
  return changes;
}
