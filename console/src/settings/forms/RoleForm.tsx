import { permissions } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { CheckField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

const groups = [...new Set(permissions.map((permission) => permission.split('.')[0] ?? ''))];

export function RoleForm({ value, onChange }: ValueFormProps<'roles'>) {
  const { t } = useTranslation();
  const set = (permission: string, held: boolean) =>
    onChange({
      permissions: held
        ? [...value.permissions, permission]
        : value.permissions.filter((each) => each !== permission),
    });
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <fieldset className="segmented-field">
        <legend className="field-label">{t('settings.permissions')}</legend>
        <div className="columns">
          {groups.map((group) => (
            <div key={group} className="stack" style={{ gap: 6 }}>
              {permissions
                .filter((permission) => permission.startsWith(`${group}.`))
                .map((permission) => (
                  <CheckField
                    key={permission}
                    label={t(`permission.${permission}`)}
                    value={value.permissions.includes(permission)}
                    onChange={(held) => set(permission, held)}
                  />
                ))}
            </div>
          ))}
        </div>
      </fieldset>
      <NumberField
        label={t('settings.order')}
        value={value.order}
        onChange={(order) => onChange({ order })}
      />
    </>
  );
}

export function RoleSummary({ entry }: SummaryProps<'roles'>) {
  const { t } = useTranslation();
  return <span>{t('settings.permission_count', { count: entry.value.permissions.length })}</span>;
}
