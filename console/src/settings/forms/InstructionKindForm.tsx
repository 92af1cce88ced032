import { useTranslation } from 'react-i18next';
import { CheckField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

export function InstructionKindForm({ value, onChange }: ValueFormProps<'instruction_kinds'>) {
  const { t } = useTranslation();
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <CheckField
        label={t('instruction.at_once')}
        help={t('instruction.at_once_setting_help')}
        value={value.at_once}
        onChange={(at_once) => onChange({ at_once })}
      />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

export function InstructionKindSummary({ entry }: SummaryProps<'instruction_kinds'>) {
  const { t } = useTranslation();
  return <span>{entry.value.at_once ? t('instruction.at_once') : t('instruction.level_by_level')}</span>;
}
