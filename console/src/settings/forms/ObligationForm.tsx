import { channels, Sections, statusCategories } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { CalendarPicker } from '../../calendars/CalendarPicker.tsx';
import { useTargetText } from '../../calendars/target-text.ts';
import { useEntries, useNames } from '../../shared/config.ts';
import { CheckField, SelectField, TextField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { MultiPicker } from '../../shared/Picker.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { AsksField } from './AsksField.tsx';
import { EscalationFields } from './EscalationFields.tsx';
import { TargetFields } from './TargetFields.tsx';
import { WarningFields } from './WarningFields.tsx';

const begins = Sections.obligations.shape.on.options;
const proofs = Sections.obligations.shape.proof.options;
const owners = Sections.obligations.shape.owner.element.options;
const conditions = ['has_first_contact_owner'] as const;

export function ObligationForm({ value, onChange }: ValueFormProps<'obligations'>) {
  const { t } = useTranslation();
  const names = useNames();
  const roles = useEntries('roles');
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <SelectField
        label={t('settings.begins')}
        options={begins.map((each) => ({ value: each, label: t(`begins.${each}`) }))}
        value={value.on}
        onChange={(chosen) => onChange({ on: begins.find((each) => each === chosen) ?? value.on })}
      />
      <SelectField
        label={t('settings.proof')}
        help={t('settings.proof_help')}
        options={proofs.map((each) => ({ value: each, label: t(`proof.${each}`) }))}
        value={value.proof}
        onChange={(chosen) => onChange({ proof: proofs.find((each) => each === chosen) ?? value.proof })}
      />
      {(value.proof === 'checklist' || value.proof === 'form') && (
        <AsksField value={value.asks ?? []} onChange={(asks) => onChange({ asks })} />
      )}
      <MultiPicker
        label={t('settings.only_on_channels')}
        help={t('settings.only_on_channels_help')}
        required={false}
        options={channels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
        value={value.channels ?? []}
        onChange={(chosen) =>
          onChange({
            channels: chosen.length > 0 ? channels.filter((each) => chosen.includes(each)) : undefined,
          })
        }
      />
      <TargetFields value={value.target} onChange={(target) => onChange({ target })} />
      <CalendarPicker value={value.calendar} onChange={(calendar) => onChange({ calendar })} />
      <MultiPicker
        label={t('settings.pause_while')}
        required={false}
        options={statusCategories.map((each) => ({ value: each, label: t(`category.${each}`) }))}
        value={value.pause_while}
        onChange={(chosen) =>
          onChange({ pause_while: statusCategories.filter((each) => chosen.includes(each)) })
        }
      />
      <MultiPicker
        label={t('settings.owed_by')}
        help={t('settings.owed_by_help')}
        options={owners.map((each) => ({ value: each, label: t(`owner_rule.${each}`) }))}
        value={value.owner}
        onChange={(chosen) =>
          onChange({ owner: chosen.flatMap((each) => owners.find((owner) => owner === each) ?? []) })
        }
      />
      {value.owner.includes('role') && (
        <SelectField
          label={t('schedule.role')}
          empty={t('form.choose')}
          options={roles.map(({ key }) => ({ value: key, label: names.role(key) }))}
          value={value.role ?? ''}
          onChange={(role) => onChange({ role: role || undefined })}
        />
      )}
      <WarningFields value={value.warn} onChange={(warn) => onChange({ warn })} />
      <EscalationFields value={value.escalate} onChange={(escalate) => onChange({ escalate })} />
      <CheckField
        label={t('settings.towards_customer')}
        help={t('settings.towards_customer_help')}
        value={value.towards_customer}
        onChange={(towards_customer) => onChange({ towards_customer })}
      />
      <CheckField
        label={t('settings.only_by_policy')}
        help={t('settings.only_by_policy_help')}
        value={value.only_by_policy === true}
        onChange={(only) => onChange({ only_by_policy: only || undefined })}
      />
      <CheckField
        label={t('settings.unless_owned')}
        value={value.unless?.includes('has_first_contact_owner') === true}
        onChange={(chosen) => onChange({ unless: chosen ? [...conditions] : undefined })}
      />
      <TextField
        label={t('settings.clause')}
        help={t('settings.clause_help')}
        required={false}
        value={value.clause ?? ''}
        onChange={(clause) => onChange({ clause: clause || null })}
      />
    </>
  );
}

export function ObligationSummary({ entry }: SummaryProps<'obligations'>) {
  const { t } = useTranslation();
  const { target, towards_customer } = entry.value;
  const usual = useTargetText()(target.default.normal);
  const urgent = useTargetText()(target.default.urgent);
  return (
    <span>
      {t('settings.target_summary', { usual, urgent })} ·{' '}
      {towards_customer ? t('duties.towards_customer') : t('duties.inside')}
    </span>
  );
}
