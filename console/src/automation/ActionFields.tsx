import type { RuleAction } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../shared/config.ts';
import { SelectField, TextField } from '../shared/fields.tsx';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { useCan } from '../shared/session.ts';
import { staffMemberQuery } from '../shared/staff.ts';
import { TeamPicker } from '../shared/TeamPicker.tsx';
import { UserPicker } from '../shared/UserPicker.tsx';
import { webhooksQuery } from '../webhooks/queries.ts';
import { ChangeFields } from './ChangeFields.tsx';

interface ActionFieldsProps {
  value: RuleAction;
  onChange: (action: RuleAction) => void;
}
const told = ['assignee', 'first_contact_owner', 'team', 'team_lead', 'person'] as const;

/** What belongs to one thing that a rule does: whom, what, which text. */
export function ActionFields({ value, onChange }: ActionFieldsProps) {
  const { t } = useTranslation();
  const names = useNames();
  const local = useLocalText();
  const macros = useEntries('macros');
  const canned = useEntries('canned');
  switch (value.do) {
    case 'change':
      return <ChangeFields value={value.set} onChange={(set) => onChange({ ...value, set })} />;
    case 'raise_priority':
      return <p className="help">{t('rule.raise_help')}</p>;
    case 'assign_on_duty':
      return <p className="help">{t('rule.on_duty_help')}</p>;
    case 'assign':
      return (
        <Person
          label={t('rule.person_or_nobody')}
          value={value.user_id}
          onChange={(user_id) => onChange({ ...value, user_id })}
        />
      );
    case 'transfer':
      return (
        <TeamPicker
          label={t('field.team')}
          required
          value={value.team_id || null}
          onChange={(team) => onChange({ ...value, team_id: team ?? '' })}
        />
      );
    case 'add_watcher':
      return (
        <Person
          label={t('rule.person')}
          required
          value={value.user_id || null}
          onChange={(user) => onChange({ ...value, user_id: user ?? '' })}
        />
      );
    case 'notify':
      return (
        <div className="columns">
          <SelectField
            label={t('rule.whom')}
            options={told.map((each) => ({ value: each, label: t(`rule_whom.${each}`) }))}
            value={value.to}
            onChange={(to) => onChange({ do: 'notify', to: told.find((each) => each === to) ?? value.to })}
          />
          {value.to === 'person' && (
            <Person
              label={t('rule.person')}
              required
              value={value.user_id ?? null}
              onChange={(user) => onChange({ ...value, user_id: user ?? undefined })}
            />
          )}
        </div>
      );
    case 'open_task':
      return (
        <div className="columns">
          <TextField
            label={t('rule.task')}
            required
            maxLength={200}
            value={value.title}
            onChange={(title) => onChange({ ...value, title })}
          />
          <Person
            label={t('rule.task_for')}
            value={value.user_id ?? null}
            onChange={(user_id) => onChange({ ...value, user_id })}
          />
        </div>
      );
    case 'note':
      return (
        <LocalTextField
          label={t('rule.note')}
          long
          value={value.text}
          onChange={(text) => onChange({ ...value, text })}
        />
      );
    case 'reply':
      return (
        <SelectField
          label={t('rule.canned')}
          help={t('rule.reply_help')}
          empty={t('rule.choose')}
          options={canned.map((each) => ({ value: each.key, label: local(each.value.name) }))}
          value={value.canned}
          onChange={(key) => onChange({ ...value, canned: key })}
        />
      );
    case 'macro':
      return (
        <SelectField
          label={t('rule.macro')}
          empty={t('rule.choose')}
          options={macros.map((each) => ({ value: each.key, label: names.macro(each.key) }))}
          value={value.macro}
          onChange={(macro) => onChange({ ...value, macro })}
        />
      );
    case 'call_webhook':
      return <Webhook value={value.webhook} onChange={(webhook) => onChange({ ...value, webhook })} />;
  }
}

interface PersonProps {
  label: string;
  required?: boolean;
  value: string | null;
  onChange: (id: string | null) => void;
}

function Person({ label, required = false, value, onChange }: PersonProps) {
  const { data } = useQuery({ ...staffMemberQuery(value ?? ''), enabled: Boolean(value) });
  return (
    <UserPicker
      label={label}
      required={required}
      known={data ? [{ id: data.id, name: data.name }] : []}
      value={value}
      onChange={onChange}
    />
  );
}

function Webhook({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation();
  const { data: webhooks = [] } = useQuery({ ...webhooksQuery, enabled: useCan()('webhook.manage') });
  const options = webhooks.map((each) => ({ value: each.id, label: each.description || each.url }));
  const known = value === '' || options.some((each) => each.value === value);
  return (
    <SelectField
      label={t('rule.webhook')}
      empty={t('rule.choose')}
      options={known ? options : [...options, { value, label: value }]}
      value={value}
      onChange={onChange}
    />
  );
}
