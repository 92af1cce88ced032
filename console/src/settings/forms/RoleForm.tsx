import { permissions } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { CheckField } from '../../shared/fields.tsx';
import { LocalTextField } from '../../shared/LocalTextField.tsx';
import type { SummaryProps, ValueFormProps } from '../sections.tsx';
import { NumberField } from './NumberField.tsx';

/** What permissions are about, by the first part of their names; the rest concerns the system. */
const areas = {
  tickets: ['ticket', 'view'],
  customers: ['customer'],
  owed: ['obligation', 'instruction'],
  people: ['people'],
};
const known: string[] = Object.values(areas).flat();

export function RoleForm({ value, onChange }: ValueFormProps<'roles'>) {
  const { t } = useTranslation();
  const set = (permission: string, held: boolean) =>
    onChange({
      permissions: held
        ? [...value.permissions, permission]
        : value.permissions.filter((each) => each !== permission),
    });
  const group = (label: string, isOf: (area: string) => boolean) => ({
    label,
    permissions: permissions.filter((permission) => isOf(permission.split('.')[0] ?? '')),
  });
  const groups = [
    group(t('settings.group_requests'), (area) => areas.tickets.includes(area)),
    group(t('nav.customers'), (area) => areas.customers.includes(area)),
    group(t('obligation.title'), (area) => areas.owed.includes(area)),
    group(t('nav.people'), (area) => areas.people.includes(area)),
    group(t('nav.settings'), (area) => !known.includes(area)),
  ];
  return (
    <>
      <LocalTextField label={t('settings.name')} value={value.name} onChange={(name) => onChange({ name })} />
      <fieldset className="segmented-field">
        <legend className="field-label">{t('settings.permissions')}</legend>
        <div className="columns">
          {groups.map((each) => (
            <fieldset key={each.label} className="segmented-field stack" style={{ gap: 6 }}>
              <legend className="small muted">{each.label}</legend>
              {each.permissions.map((permission) => (
                <CheckField
                  key={permission}
                  label={t(`permission.${permission}`)}
                  value={value.permissions.includes(permission)}
                  onChange={(on) => set(permission, on)}
                />
              ))}
            </fieldset>
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
