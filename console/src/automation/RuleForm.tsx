import { changedFieldNames } from '@shouwen/api';
import type { Condition } from '@shouwen/conditions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../settings/forms/NumberField.tsx';
import type { ValueFormProps } from '../settings/sections.tsx';
import { useEntries, useNames } from '../shared/config.ts';
import { CheckField, SelectField } from '../shared/fields.tsx';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { ConditionGroup } from '../views/ConditionGroup.tsx';
import { conditionOf, groupOf } from '../views/condition-tree.ts';
import { SaysMe } from '../views/says-me.ts';
import { useViewFields } from '../views/use-view-fields.ts';
import '../views/views.css';
import './automation.css';
import { ChangedFields } from './ChangedFields.tsx';
import { DryRunPanel } from './DryRunPanel.tsx';
import { RuleActions } from './RuleActions.tsx';
import { RuleStartFields } from './RuleStartFields.tsx';
import { useRuleSentence } from './use-rule-sentence.ts';

const changeable: ReadonlySet<string> = new Set(changedFieldNames);

/** An automation rule: what it waits for, on which tickets, and what it does; read back as a sentence, and tried. */
export function RuleForm({ value, onChange }: ValueFormProps<'automation_rules'>) {
  const { t } = useTranslation();
  const names = useNames();
  const calendars = useEntries('calendars');
  const fields = useViewFields();
  const sentence = useRuleSentence(value);
  const [group, setGroup] = useState(() => groupOf(value.when as Condition));
  const within = value.within_calendar !== undefined;
  const calendar = value.within_calendar ?? value.outside_calendar ?? '';
  const onCalendar = (key: string, inside: boolean) =>
    onChange({
      within_calendar: key !== '' && inside ? key : undefined,
      outside_calendar: key !== '' && !inside ? key : undefined,
    });
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <NumberField
        label={t('settings.order')}
        help={t('rule.order_help')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
      <CheckField
        label={t('rule.active')}
        help={t('rule.active_help')}
        value={value.active}
        onChange={(active) => onChange({ active })}
      />
      <RuleStartFields
        value={value.on}
        onChange={(on) => onChange('after' in on ? { on, changed: undefined } : { on })}
      />
      {'events' in value.on && (
        <ChangedFields
          fields={fields.filter(({ name }) => changeable.has(name) || name.startsWith('fields.'))}
          value={value.changed}
          onChange={(changed) => onChange({ changed })}
        />
      )}
      <section className="field" aria-label={t('rule.which')}>
        <span className="field-label">{t('rule.which')}</span>
        <p className="help">{t('rule.which_help')}</p>
        <SaysMe value={false}>
          <ConditionGroup
            group={group}
            fields={fields}
            onChange={(next) => {
              setGroup(next);
              onChange({ when: { ...conditionOf(next) } });
            }}
          />
        </SaysMe>
      </section>
      <div className="columns">
        <SelectField
          label={t('rule.calendar')}
          required={false}
          empty={t('rule.any_time')}
          options={calendars.map((each) => ({ value: each.key, label: names.calendar(each.key) }))}
          value={calendar}
          onChange={(key) => onCalendar(key, within || value.outside_calendar === undefined)}
        />
        {calendar !== '' && (
          <SelectField
            label={t('rule.calendar_side')}
            options={[
              { value: 'within', label: t('rule.within') },
              { value: 'outside', label: t('rule.outside') },
            ]}
            value={within ? 'within' : 'outside'}
            onChange={(side) => onCalendar(calendar, side === 'within')}
          />
        )}
      </div>
      <RuleActions value={value.do} onChange={(actions) => onChange({ do: actions })} />
      <section className="rule-sentence" aria-label={t('rule.reads')} aria-live="polite">
        <span className="field-label">{t('rule.reads')}</span>
        <p>{sentence}</p>
      </section>
      <DryRunPanel value={value} />
    </>
  );
}
