import type { Channel } from '@shouwen/api';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../../shared/config.ts';
import { CheckField, SelectField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { Bones } from '../../shared/States.tsx';
import { TeamPicker } from '../../shared/TeamPicker.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';

const FormPreview = lazy(() => import('./FormPreview.tsx'));
const channels = ['web_form', 'portal', 'walk_in', 'social'] as const satisfies readonly Channel[];

export function WebFormForm({ entryKey, value, onChange }: ValueFormProps<'web_forms'>) {
  const { t } = useTranslation();
  const local = useLocalText();
  const types = useEntries('types');
  return (
    <>
      {entryKey && (
        <p>
          <FormAddress entryKey={entryKey} />
        </p>
      )}
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <LocalTextField
        label={t('settings.form_intro')}
        long
        required={false}
        value={value.intro ?? {}}
        onChange={(intro) =>
          onChange({
            intro: typeof intro === 'object' && Object.keys(intro).length === 0 ? undefined : intro,
          })
        }
      />
      <TeamPicker
        label={t('field.team')}
        required={false}
        placeholder={t('new.team_default')}
        value={value.team_id}
        onChange={(team_id) => onChange({ team_id })}
      />
      <SelectField
        label={t('field.type')}
        empty={t('settings.usual_type')}
        options={types.map((type) => ({ value: type.key, label: local(type.value.name) }))}
        value={value.type ?? ''}
        onChange={(type) => onChange({ type: type || null })}
      />
      <SelectField
        label={t('field.channel')}
        options={channels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
        value={value.channel ?? 'web_form'}
        onChange={(chosen) => onChange({ channel: channels.find((each) => each === chosen) ?? 'web_form' })}
      />
      <CheckField
        label={t('common.active')}
        value={value.active}
        onChange={(active) => onChange({ active })}
      />
      <Suspense fallback={<Bones lines={4} />}>
        <FormPreview value={value} />
      </Suspense>
    </>
  );
}

/** Where the public form stands. */
function FormAddress({ entryKey }: { entryKey: string }) {
  const address = `${window.location.origin}/form/${entryKey}`;
  return (
    <a href={address} target="_blank" rel="noreferrer" className="break">
      {address}
    </a>
  );
}

export function WebFormSummary({ entry }: SummaryProps<'web_forms'>) {
  const { t } = useTranslation();
  return entry.value.active ? <span>{`/form/${entry.key}`}</span> : <span>{t('common.inactive')}</span>;
}
