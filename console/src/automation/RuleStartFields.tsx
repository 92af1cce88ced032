import { type RuleStart, ruleEvents, ruleStays } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { MinutesField } from '../settings/forms/MinutesField.tsx';
import { useEntries, useNames } from '../shared/config.ts';
import { SelectField } from '../shared/fields.tsx';
import { MultiPicker } from '../shared/Picker.tsx';
import { Segmented } from '../shared/Segmented.tsx';

interface RuleStartProps {
  value: RuleStart;
  onChange: (value: RuleStart) => void;
}

/** What a rule waits for: that something happens, or that nothing has happened for some time. */
export function RuleStartFields({ value, onChange }: RuleStartProps) {
  const { t } = useTranslation();
  const names = useNames();
  const statuses = useEntries('statuses');
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('rule.start')}</legend>
      <Segmented
        label={t('rule.start_kind')}
        options={[
          { value: 'event', label: t('rule.start_event') },
          { value: 'time', label: t('rule.start_time') },
        ]}
        value={'after' in value ? 'time' : 'event'}
        onChange={(kind) =>
          onChange(
            kind === 'time'
              ? { after: 'no_answer', minutes: 240, counts: 'business' }
              : { events: ['opened'] },
          )
        }
      />
      {'events' in value ? (
        <MultiPicker
          label={t('rule.events')}
          help={t('rule.events_help')}
          options={ruleEvents.map((each) => ({ value: each, label: t(`rule_event.${each}`) }))}
          value={value.events}
          onChange={(chosen) => onChange({ events: ruleEvents.filter((each) => chosen.includes(each)) })}
        />
      ) : (
        <>
          <div className="columns">
            <SelectField
              label={t('rule.stay')}
              options={ruleStays.map((each) => ({ value: each, label: t(`rule_stay.${each}`) }))}
              value={value.after}
              onChange={(chosen) => {
                const { status: _, ...rest } = value;
                onChange({ ...rest, after: ruleStays.find((each) => each === chosen) ?? value.after });
              }}
            />
            {value.after === 'in_status' && (
              <SelectField
                label={t('field.status')}
                required={false}
                empty={t('rule.any_status')}
                options={statuses.map((each) => ({ value: each.key, label: names.status(each.key) }))}
                value={value.status ?? ''}
                onChange={(status) => onChange({ ...value, status: status || undefined })}
              />
            )}
          </div>
          <div className="columns">
            <MinutesField
              label={t('rule.length')}
              value={value.minutes}
              onChange={(minutes) => onChange({ ...value, minutes })}
            />
            <SelectField
              label={t('rule.counts')}
              options={(['business', 'elapsed'] as const).map((each) => ({
                value: each,
                label: t(`rule_counts.${each}`),
              }))}
              value={value.counts}
              onChange={(counts) =>
                onChange({ ...value, counts: counts === 'business' ? 'business' : 'elapsed' })
              }
            />
          </div>
          <p className="help">{t('rule.stay_help')}</p>
        </>
      )}
    </fieldset>
  );
}
