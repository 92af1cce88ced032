import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from './api.ts';
import { useDebounced } from './debounced.ts';
import { Icon } from './icons.tsx';
import { Picker, type PickerProps } from './Picker.tsx';

interface CustomerPickerProps extends PickerProps {
  kind?: 'person' | 'organisation';
  /** not offered: the customer that one comes from */
  except?: string;
  /** who is chosen already */
  known?: { id: string; name: string };
}

/** A customer, found by name, mail address, phone or its last four digits. */
export function CustomerPicker({ kind, except, known, ...rest }: CustomerPickerProps) {
  const [q, setQ] = useState('');
  const settled = useDebounced(q.trim());
  const found = useQuery({
    queryKey: ['customers', 'search', settled, kind ?? ''],
    queryFn: async ({ signal }) =>
      (
        await call(
          'listCustomers',
          { query: { limit: 15, ...(settled ? { q: settled } : {}), ...(kind ? { kind } : {}) } },
          { signal },
        )
      ).items,
    placeholderData: keepPreviousData,
  });
  const options = (found.data ?? [])
    .filter((customer) => customer.id !== except)
    .map((customer) => ({
      value: customer.id,
      label: customer.name,
      shown: (
        <span className="row">
          <Icon name={customer.kind === 'person' ? 'user' : 'building'} size={14} />
          <span className="cut">{customer.name}</span>
          <span className="cut muted small end">
            {customer.email ?? customer.phone ?? customer.organisation}
          </span>
        </span>
      ),
    }));
  if (known && q === '' && !options.some((option) => option.value === known.id))
    options.push({ value: known.id, label: known.name, shown: <span className="row">{known.name}</span> });
  return <Picker {...rest} options={options} onSearch={setQ} loading={found.isFetching} />;
}
