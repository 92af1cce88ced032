import { Level } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../../shared/config.ts';
import { FormDialog } from '../../shared/Dialog.tsx';
import { SelectField, TextField } from '../../shared/fields.tsx';
import { useForm } from '../../shared/form.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { TeamPicker } from '../../shared/TeamPicker.tsx';
import { UserPicker } from '../../shared/UserPicker.tsx';
import type { BulkChange } from './BulkBar.tsx';

interface BulkDialogProps {
  count: number;
  busy: boolean;
  onApply: (action: BulkChange) => void;
  onClose: () => void;
}
interface Values {
  status: string;
  assignee_id: string | null;
  type: string;
  importance: string;
  urgency: string;
  add_tags: string;
  remove_tags: string;
  team_id: string | null;
  reason: string;
}

/** Changes for all selected tickets at once; what is left empty stays as it is. */
export default function BulkDialog({ count, busy, onApply, onClose }: BulkDialogProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const statuses = useEntries('statuses');
  const types = useEntries('types');
  const form = useForm<Values>({
    status: '',
    assignee_id: null,
    type: '',
    importance: '',
    urgency: '',
    add_tags: '',
    remove_tags: '',
    team_id: null,
    reason: '',
  });
  const action = actionOf(form.values);
  const levels = Level.options.map((level) => ({ value: level, label: t(`level.${level}`) }));
  const stays = t('bulk.stays');
  function submit() {
    if (form.values.team_id !== null && form.values.reason.trim() === '')
      form.refuse({ reason: t('transfer.reason_needed') });
    else onApply(action);
  }
  return (
    <FormDialog
      title={t('bulk.title', { count })}
      lead={t('bulk.lead')}
      action={t('bulk.apply', { count })}
      busy={busy}
      disabled={Object.keys(action).length === 0}
      errors={form.errors}
      width={600}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="columns">
        <SelectField
          label={t('ticket.status')}
          empty={stays}
          options={statuses.map((each) => ({ value: each.key, label: local(each.value.name) }))}
          {...form.bind('status')}
        />
        <SelectField
          label={t('field.type')}
          empty={stays}
          options={types.map((each) => ({ value: each.key, label: local(each.value.name) }))}
          {...form.bind('type')}
        />
        <SelectField
          label={t('field.importance')}
          empty={stays}
          options={levels}
          {...form.bind('importance')}
        />
        <SelectField label={t('field.urgency')} empty={stays} options={levels} {...form.bind('urgency')} />
        <TextField label={t('bulk.add_tags')} help={t('bulk.tags_help')} {...form.bind('add_tags')} />
        <TextField label={t('bulk.remove_tags')} {...form.bind('remove_tags')} />
      </div>
      <UserPicker label={t('ticket.assignee')} placeholder={stays} {...form.bind('assignee_id')} />
      <TeamPicker label={t('bulk.transfer')} placeholder={stays} {...form.bind('team_id')} />
      {form.values.team_id !== null && (
        <TextField label={t('transfer.reason')} maxLength={500} {...form.bind('reason')} />
      )}
    </FormDialog>
  );
}

function actionOf(values: Values): BulkChange {
  const tags = (text: string) =>
    text
      .split(/[,，;；]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  const level = (value: string) => Level.options.find((each) => each === value);
  const importance = level(values.importance);
  const urgency = level(values.urgency);
  const added = tags(values.add_tags);
  const removed = tags(values.remove_tags);
  return {
    ...(values.status ? { status: values.status } : {}),
    ...(values.type ? { type: values.type } : {}),
    ...(values.assignee_id ? { assignee_id: values.assignee_id } : {}),
    ...(importance ? { importance } : {}),
    ...(urgency ? { urgency } : {}),
    ...(added.length > 0 ? { add_tags: added } : {}),
    ...(removed.length > 0 ? { remove_tags: removed } : {}),
    ...(values.team_id ? { transfer: { team_id: values.team_id, reason: values.reason.trim() } } : {}),
  };
}
