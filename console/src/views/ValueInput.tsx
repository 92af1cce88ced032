import { useQueries, useQuery } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../customers/queries.ts';
import { CustomerPicker } from '../shared/CustomerPicker.tsx';
import { useDebounced } from '../shared/debounced.ts';
import { SelectField, TextField } from '../shared/fields.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { MomentField } from '../shared/MomentField.tsx';
import { MultiPicker, Picker, type PickerOption } from '../shared/Picker.tsx';
import { allTeamsQuery, staffMemberQuery, staffSearchQuery, unitsQuery } from '../shared/staff.ts';
import type { Row } from './condition-tree.ts';
import { LengthInput } from './LengthInput.tsx';
import { SaysMe } from './says-me.ts';
import type { FieldChoice } from './use-view-fields.ts';

interface ValueProps {
  row: Row;
  field: FieldChoice;
  onChange: (value: unknown) => void;
}

/** What a question compares with, chosen in the way that its field asks for. */
export function ValueInput({ row, field, onChange }: ValueProps) {
  const { t } = useTranslation();
  const { source } = field;
  const label = t('builder.value_of', { field: field.label });
  const text = typeof row.value === 'string' || typeof row.value === 'number' ? String(row.value) : '';
  if (row.ask === 'set' || row.ask === 'unset') return null;
  if (['last', 'ago', 'next', 'beyond'].includes(row.ask))
    return <LengthInput label={label} value={text} days={source.kind === 'date'} onChange={onChange} />;
  switch (source.kind) {
    case 'options':
      return <Choose row={row} label={label} options={source.options} onChange={onChange} />;
    case 'people':
      return <People row={row} label={label} onChange={onChange} />;
    case 'teams':
      return <Teams row={row} label={label} onChange={onChange} />;
    case 'units':
      return <Units row={row} label={label} onChange={onChange} />;
    case 'customer':
      return <Customer row={row} label={label} onChange={onChange} />;
    case 'yes_no':
      return (
        <SelectField
          label={label}
          hideLabel
          options={[
            { value: 'yes', label: t('common.yes') },
            { value: 'no', label: t('common.no') },
          ]}
          value={row.value === true ? 'yes' : 'no'}
          onChange={(value) => onChange(value === 'yes')}
        />
      );
    case 'number':
      return (
        <TextField
          label={label}
          hideLabel
          type="number"
          value={text}
          onChange={(value) => onChange(value === '' ? null : Number(value))}
        />
      );
    case 'moment':
      return <MomentField label={label} hideLabel value={text || null} onChange={onChange} />;
    case 'date':
      return <TextField label={label} hideLabel type="date" value={text} onChange={onChange} />;
    case 'text':
      return <TextField label={label} hideLabel maxLength={300} value={text} onChange={onChange} />;
  }
}

interface ChosenProps {
  row: Row;
  label: string;
  onChange: (value: unknown) => void;
}
const several = (row: Row) => row.ask === 'in' || row.ask === 'not_in';
const chosenIn = ({ value }: Row): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

/** One of the options, or several where the question takes a list. */
function Choose({
  row,
  label,
  options,
  onChange,
  onSearch,
}: ChosenProps & { options: PickerOption[]; onSearch?: (q: string) => void }) {
  const search = onSearch ? { onSearch } : {};
  const chosen = chosenIn(row);
  if (several(row))
    return (
      <MultiPicker label={label} hideLabel options={options} value={chosen} onChange={onChange} {...search} />
    );
  return (
    <Picker
      label={label}
      hideLabel
      options={options}
      value={chosen[0] ?? null}
      onChange={onChange}
      {...search}
    />
  );
}

function People(props: ChosenProps) {
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const settled = useDebounced(q.trim());
  const found = useQuery(staffSearchQuery(settled));
  const listed = (found.data ?? []).map((person) => ({ value: person.id, label: person.name }));
  const me = { value: 'me', label: t('builder.me') };
  const known = [me, ...listed].map((option) => option.value);
  const missing = chosenIn(props.row).filter((id) => !known.includes(id));
  const named = useQueries({ queries: missing.map((id) => staffMemberQuery(id)) });
  const others = missing.map((id, at) => ({ value: id, label: named[at]?.data?.name ?? '…' }));
  const matches = use(SaysMe) && me.label.toLowerCase().includes(q.trim().toLowerCase());
  return <Choose {...props} options={[...(matches ? [me] : []), ...listed, ...others]} onSearch={setQ} />;
}

function Teams(props: ChosenProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const teams = useQuery(allTeamsQuery);
  const chosen = chosenIn(props.row);
  const options = (teams.data ?? [])
    .filter((team) => team.active || chosen.includes(team.id))
    .map((team) => ({ value: team.id, label: local(team.name) }));
  const mine = use(SaysMe) ? [{ value: 'my_teams', label: t('builder.my_teams') }] : [];
  return <Choose {...props} options={[...mine, ...options]} />;
}

function Units(props: ChosenProps) {
  const local = useLocalText();
  const units = useQuery(unitsQuery);
  const options = (units.data ?? []).map((unit) => ({ value: unit.id, label: local(unit.name) }));
  return <Choose {...props} options={options} />;
}

function Customer({ row, label, onChange }: ChosenProps) {
  const [id] = chosenIn(row);
  const { data } = useQuery({ ...customerQuery(id ?? ''), enabled: id !== undefined });
  return (
    <CustomerPicker
      label={label}
      hideLabel
      value={id ?? null}
      onChange={onChange}
      {...(data ? { known: { id: data.id, name: data.name } } : {})}
    />
  );
}
