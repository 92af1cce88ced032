import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../shared/config.ts';
import type { Bound } from '../shared/form.tsx';
import { Icon } from '../shared/icons.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { unitsQuery } from '../shared/staff.ts';
import { inTreeOrder } from './unit-tree.ts';

export interface Grant {
  role: string;
  unit_id: string;
}

/** Roles, each for a unit of the house; it holds in the units below as well. */
export function RoleGrants({ value, onChange, error }: Bound<Grant[]>) {
  const { t } = useTranslation();
  const local = useLocalText();
  const roles = useEntries('roles');
  const units = useQuery(unitsQuery);
  const tree = inTreeOrder((units.data ?? []).filter((unit) => unit.active));
  const change = (index: number, changes: Partial<Grant>) =>
    onChange(value.map((grant, at) => (at === index ? { ...grant, ...changes } : grant)));
  const firstUnit = tree[0]?.unit.id;
  const usual = roles.find((role) => role.key === 'agent') ?? roles[0];
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('people.roles')}</legend>
      {value.map((grant, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity until they are saved
        <div key={index} className="row grant">
          <select
            className="native"
            aria-label={t('people.role')}
            value={grant.role}
            onChange={(event) => change(index, { role: event.target.value })}
          >
            {roles.map((role) => (
              <option key={role.key} value={role.key}>
                {local(role.value.name)}
              </option>
            ))}
          </select>
          <span className="muted small">{t('people.role_in')}</span>
          <select
            className="native"
            aria-label={t('people.unit')}
            value={grant.unit_id}
            onChange={(event) => change(index, { unit_id: event.target.value })}
          >
            {tree.map(({ unit, depth }) => (
              <option key={unit.id} value={unit.id}>
                {'\u2003'.repeat(depth)}
                {local(unit.name)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="icon-button"
            aria-label={t('people.remove_role')}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      {error && <div className="field-error">{error}</div>}
      <div>
        <Button
          size="small"
          icon={<Icon name="plus" size={13} />}
          disabled={!usual || !firstUnit}
          onClick={() => usual && firstUnit && onChange([...value, { role: usual.key, unit_id: firstUnit }])}
        >
          {t('people.add_role')}
        </Button>
      </div>
    </fieldset>
  );
}
