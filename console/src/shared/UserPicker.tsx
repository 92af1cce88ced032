import type { PersonRef } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DutyMark } from './DutyMark.tsx';
import { useDebounced } from './debounced.ts';
import { useDuty } from './duty.ts';
import { Face } from './Face.tsx';
import type { Bound } from './form.tsx';
import { MultiPicker, Picker, type PickerOption, type PickerProps } from './Picker.tsx';
import { staffSearchQuery } from './staff.ts';

/** An active member of staff, found by name or mail address. `known`: who is chosen already. */
export function UserPicker({ known = [], ...rest }: PickerProps & { known?: readonly PersonRef[] }) {
  const { options, setQ, busy } = useUserOptions(known);
  return <Picker {...rest} options={options} onSearch={setQ} loading={busy} />;
}

/** Several members of staff. */
export function UsersPicker({
  known = [],
  ...rest
}: Omit<PickerProps, 'value' | 'onChange'> & Bound<string[]> & { known?: readonly PersonRef[] }) {
  const { options, setQ } = useUserOptions(known);
  return <MultiPicker {...rest} options={options} onSearch={setQ} />;
}

function useUserOptions(known: readonly PersonRef[]) {
  const duty = useDuty();
  const [q, setQ] = useState('');
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useQuery(staffSearchQuery(useDebounced(q.trim())));
  const people = new Map([...seen, ...known.map((person) => [person.id, person.name] as const)]);
  const listed = found.data ?? [];
  const options: PickerOption[] = listed.map((person) => ({
    value: person.id,
    label: person.name,
    shown: (
      <span className="row">
        <Face name={person.name} id={person.id} size={20} />
        <span className="cut">{person.name}</span>
        <DutyMark state={duty(person.id)} />
        <span className="cut muted small end">{person.email}</span>
      </span>
    ),
  }));
  // a chosen person keeps the name while the list shows others
  if (q === '') {
    for (const [id, name] of people)
      if (!listed.some((each) => each.id === id)) options.push({ value: id, label: name });
  }
  const fresh = listed.filter((person) => !seen.has(person.id));
  if (fresh.length > 0)
    setSeen(new Map([...seen, ...fresh.map((person) => [person.id, person.name] as const)]));
  return { options, setQ, busy: found.isFetching };
}
