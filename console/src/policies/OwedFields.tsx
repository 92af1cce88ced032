import { type PolicyTerms, statusCategories } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { EscalationFields } from '../settings/forms/EscalationFields.tsx';
import { PriorityTargets } from '../settings/forms/PriorityTargets.tsx';
import { WarningFields } from '../settings/forms/WarningFields.tsx';
import type { Entry } from '../shared/config.ts';
import { useLocalText } from '../shared/local-text.ts';
import { MultiPicker } from '../shared/Picker.tsx';

interface OwedFieldsProps {
  kind: Entry<'obligations'>;
  /** undefined: as the kind says; null: not owed */
  value: PolicyTerms | null | undefined;
  onChange: (value: PolicyTerms | null | undefined) => void;
}
const choices = ['as_kind', 'own', 'none'] as const;

/** What a policy says about one kind of obligation. */
export function OwedFields({ kind, value, onChange }: OwedFieldsProps) {
  const { t } = useTranslation();
  const name = useLocalText()(kind.value.name);
  const choice = value === undefined ? 'as_kind' : value === null ? 'none' : 'own';
  return (
    <section className="owed" aria-label={name}>
      <div className="row wrap">
        <span className="strong grow">{name}</span>
        <select
          className="native auto"
          aria-label={t('policy.choice_for', { name })}
          value={choice}
          onChange={(event) => {
            const chosen = event.target.value;
            if (chosen === 'own') onChange({ target: kind.value.target.default });
            else onChange(chosen === 'none' ? null : undefined);
          }}
        >
          {choices.map((each) => (
            <option key={each} value={each}>
              {each === 'as_kind' && kind.value.only_by_policy
                ? t('policy.choice.left_out')
                : t(`policy.choice.${each}`)}
            </option>
          ))}
        </select>
      </div>
      {value && (
        <div className="stack owed-terms">
          <PriorityTargets
            label={name}
            value={value.target}
            onChange={(target) => onChange({ ...value, target })}
          />
          <MultiPicker
            label={t('settings.pause_while')}
            required={false}
            options={statusCategories.map((each) => ({ value: each, label: t(`category.${each}`) }))}
            value={value.pause_while ?? kind.value.pause_while}
            onChange={(chosen) =>
              onChange({ ...value, pause_while: statusCategories.filter((each) => chosen.includes(each)) })
            }
          />
          <WarningFields
            value={value.warn ?? kind.value.warn}
            onChange={(warn) => onChange({ ...value, warn })}
          />
          <EscalationFields
            value={value.escalate ?? kind.value.escalate}
            onChange={(escalate) => onChange({ ...value, escalate })}
          />
        </div>
      )}
    </section>
  );
}
