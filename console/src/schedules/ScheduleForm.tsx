import { policyFieldNames, ScheduleOwner } from '@shouwen/api';
import type { Condition } from '@shouwen/conditions';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../settings/forms/NumberField.tsx';
import type { SummaryProps, ValueFormProps } from '../settings/sections.tsx';
import { useEntries, useNames } from '../shared/config.ts';
import { CheckField, SelectField, TextField } from '../shared/fields.tsx';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { TeamPicker } from '../shared/TeamPicker.tsx';
import { ConditionGroup } from '../views/ConditionGroup.tsx';
import { conditionOf, groupOf } from '../views/condition-tree.ts';
import { useViewFields } from '../views/use-view-fields.ts';
import '../views/views.css';
import { DaysField, PeriodField } from './DaysField.tsx';
import { ruleOf } from './days.ts';

const asked: ReadonlySet<string> = new Set(policyFieldNames);
const ofDrawn: ReadonlySet<string> = new Set(['first_contact_owner', 'assignee']);
const sources = ['opened', 'resolved'] as const;

/** What comes round: on which days, what is owed then, by whom, and on what share of which tickets. */
export function ScheduleForm({ value, onChange }: ValueFormProps<'schedules'>) {
  const { t } = useTranslation();
  const names = useNames();
  const kinds = useEntries('obligations').filter((kind) => kind.value.on === 'schedule');
  const roles = useEntries('roles');
  const fields = useViewFields().filter(({ name }) => asked.has(name) || name.startsWith('fields.'));
  const { draw } = value;
  const [group, setGroup] = useState(() => groupOf((draw?.when ?? { all: [] }) as Condition));
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
      <CheckField
        label={t('common.active')}
        value={value.active}
        onChange={(active) => onChange({ active })}
      />
      <SelectField
        label={t('schedule.kind')}
        help={t('schedule.kind_help')}
        empty={t('form.choose')}
        options={kinds.map(({ key }) => ({ value: key, label: names.obligation(key) }))}
        value={value.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <DaysField value={value.days} onChange={(days) => onChange({ days })} />
      <TextField label={t('schedule.at')} type="time" value={value.at} onChange={(at) => onChange({ at })} />
      <TeamPicker
        label={t('field.team')}
        value={value.team_id || null}
        onChange={(team) => onChange({ team_id: team ?? '' })}
      />
      <SelectField
        label={t('schedule.owner')}
        options={ScheduleOwner.options
          .filter((each) => draw !== undefined || !ofDrawn.has(each))
          .map((each) => ({ value: each, label: t(`schedule.owner_${each}`) }))}
        value={value.owner}
        onChange={(chosen) =>
          onChange({ owner: ScheduleOwner.options.find((each) => each === chosen) ?? value.owner })
        }
      />
      {value.owner === 'role' && (
        <SelectField
          label={t('schedule.role')}
          empty={t('form.choose')}
          options={roles.map(({ key }) => ({ value: key, label: names.role(key) }))}
          value={value.role ?? ''}
          onChange={(role) => onChange({ role: role || undefined })}
        />
      )}
      <CheckField
        label={t('schedule.draws')}
        help={t('schedule.draws_help')}
        value={draw !== undefined}
        onChange={(draws) => {
          const fresh = { percent: 20, period: 'quarter', of: 'resolved', when: { all: [] } } as const;
          const owner = !draws && ofDrawn.has(value.owner) ? 'team' : value.owner;
          onChange({ owner, draw: draws ? fresh : undefined });
        }}
      />
      {draw && (
        <>
          <div className="row wrap">
            <NumberField
              label={t('schedule.percent')}
              value={draw.percent}
              onChange={(percent) => onChange({ draw: { ...draw, percent } })}
            />
            <SelectField
              label={t('schedule.of')}
              options={sources.map((each) => ({ value: each, label: t(`schedule.of_${each}`) }))}
              value={draw.of}
              onChange={(chosen) =>
                onChange({ draw: { ...draw, of: sources.find((each) => each === chosen) ?? draw.of } })
              }
            />
            <PeriodField
              label={t('schedule.of_period')}
              value={draw.period}
              onChange={(period) => onChange({ draw: { ...draw, period } })}
            />
          </div>
          <section className="field" aria-label={t('policy.which')}>
            <span className="field-label">{t('policy.which')}</span>
            <ConditionGroup
              group={group}
              fields={fields}
              onChange={(next) => {
                setGroup(next);
                onChange({ draw: { ...draw, when: { ...conditionOf(next) } } });
              }}
            />
          </section>
        </>
      )}
    </>
  );
}

export function ScheduleSummary({ entry }: SummaryProps<'schedules'>) {
  const { t } = useTranslation();
  const names = useNames();
  const { active, kind, days, at, owner, draw } = entry.value;
  return (
    <span>
      {!active && `${t('policy.inactive')} · `}
      {names.obligation(kind)} · {t(`schedule.days_${ruleOf(days)}`)} {at} · {t(`schedule.owner_${owner}`)}
      {draw && ` · ${t('schedule.share', { percent: draw.percent })}`}
    </span>
  );
}
