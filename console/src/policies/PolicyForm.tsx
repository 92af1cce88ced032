import { AnswerKind, channels, policyFieldNames } from '@shouwen/api';
import type { Condition } from '@shouwen/conditions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CalendarPicker } from '../calendars/CalendarPicker.tsx';
import { TargetField } from '../calendars/TargetField.tsx';
import { NumberField } from '../settings/forms/NumberField.tsx';
import type { ValueFormProps } from '../settings/sections.tsx';
import { useEntries } from '../shared/config.ts';
import { CheckField } from '../shared/fields.tsx';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { MultiPicker } from '../shared/Picker.tsx';
import { ConditionGroup } from '../views/ConditionGroup.tsx';
import { conditionOf, groupOf } from '../views/condition-tree.ts';
import { useViewFields } from '../views/use-view-fields.ts';
import '../views/views.css';
import './policies.css';
import { OwedFields } from './OwedFields.tsx';
import { PolicyPreview } from './PolicyPreview.tsx';

const answers = AnswerKind.options;
const asked: ReadonlySet<string> = new Set(policyFieldNames);

/** A service policy: which tickets it is for, what is owed on them by when, and what a new ticket would come to. */
export function PolicyForm({ entryKey, value, onChange }: ValueFormProps<'policies'>) {
  const { t } = useTranslation();
  // what a schedule begins is no policy's
  const kinds = useEntries('obligations').filter((kind) => kind.value.on !== 'schedule');
  const fields = useViewFields().filter(({ name }) => asked.has(name) || name.startsWith('fields.'));
  const [group, setGroup] = useState(() => groupOf(value.when as Condition));
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <NumberField
        label={t('settings.order')}
        help={t('policy.order_help')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
      <CheckField
        label={t('policy.active')}
        help={t('policy.active_help')}
        value={value.active}
        onChange={(active) => onChange({ active })}
      />
      <section className="field" aria-label={t('policy.which')}>
        <span className="field-label">{t('policy.which')}</span>
        <p className="help">{t('policy.when_help')}</p>
        <ConditionGroup
          group={group}
          fields={fields}
          onChange={(next) => {
            setGroup(next);
            onChange({ when: { ...conditionOf(next) } });
          }}
        />
      </section>
      <CalendarPicker value={value.calendar} onChange={(calendar) => onChange({ calendar })} />
      <MultiPicker
        label={t('policy.contacts')}
        help={t('policy.contacts_help')}
        required={false}
        options={channels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
        value={value.contacts}
        onChange={(chosen) => onChange({ contacts: channels.filter((each) => chosen.includes(each)) })}
      />
      <MultiPicker
        label={t('policy.answers')}
        options={answers.map((each) => ({ value: each, label: t(`answer_kind.${each}`) }))}
        value={value.answers}
        onChange={(chosen) => onChange({ answers: answers.filter((each) => chosen.includes(each)) })}
      />
      <CheckField
        label={t('policy.close_waits')}
        help={t('policy.close_waits_help')}
        value={value.close_after !== undefined}
        onChange={(waits) => onChange({ close_after: waits ? { business_days: 3 } : undefined })}
      />
      {value.close_after !== undefined && (
        <TargetField
          label={t('policy.close_after')}
          value={value.close_after}
          onChange={(close_after) => onChange({ close_after })}
        />
      )}
      <fieldset className="segmented-field stack" style={{ gap: 12 }}>
        <legend className="field-label">{t('policy.owed')}</legend>
        {kinds.map((kind) => (
          <OwedFields
            key={kind.key}
            kind={kind}
            value={value.owed[kind.key]}
            onChange={(terms) => {
              const { [kind.key]: _, ...others } = value.owed;
              onChange({ owed: terms === undefined ? others : { ...others, [kind.key]: terms } });
            }}
          />
        ))}
      </fieldset>
      <PolicyPreview entryKey={entryKey} value={value} />
    </>
  );
}
