import { useTranslation } from 'react-i18next';
import { TargetField } from '../../calendars/TargetField.tsx';
import { useTargetText } from '../../calendars/target-text.ts';
import { useEntries, useNames } from '../../shared/config.ts';
import { SelectField, TextField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { EscalationFields } from './EscalationFields.tsx';
import { WarningFields } from './WarningFields.tsx';

/** By when something on the way of a request for instruction is owed. */
export function InstructionDutyForm({ value, onChange }: ValueFormProps<'instruction_duties'>) {
  const { t } = useTranslation();
  const calendars = useEntries('calendars');
  const names = useNames();
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <fieldset className="segmented-field stack" style={{ gap: 6 }}>
        <legend className="field-label">{t('settings.target')}</legend>
        <TargetField
          label={t('settings.target')}
          value={value.target}
          onChange={(target) => onChange({ target })}
        />
      </fieldset>
      <fieldset className="segmented-field stack" style={{ gap: 6 }}>
        <legend className="field-label">{t('instruction.target_at_once')}</legend>
        <TargetField
          label={t('instruction.target_at_once')}
          value={value.at_once ?? value.target}
          onChange={(at_once) => onChange({ at_once })}
        />
      </fieldset>
      <SelectField
        label={t('calendar.counted_on')}
        required={false}
        empty={t('instruction.of_unit')}
        options={calendars.map((each) => ({ value: each.key, label: names.calendar(each.key) }))}
        value={value.calendar ?? ''}
        onChange={(chosen) => onChange({ calendar: chosen || undefined })}
      />
      <WarningFields value={value.warn} onChange={(warn) => onChange({ warn })} />
      <EscalationFields value={value.escalate} onChange={(escalate) => onChange({ escalate })} />
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

export function InstructionDutySummary({ entry }: SummaryProps<'instruction_duties'>) {
  const { t } = useTranslation();
  const say = useTargetText();
  const { target, at_once } = entry.value;
  return (
    <span>
      {say(target)}
      {at_once !== undefined && ` · ${t('instruction.at_once_target', { target: say(at_once) })}`}
    </span>
  );
}
