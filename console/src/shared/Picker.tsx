import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './fields.tsx';
import type { Bound } from './form.tsx';

export interface PickerOption {
  value: string;
  label: string;
  /** how it looks in the list, when more than its label */
  shown?: ReactNode;
}

export interface PickerProps extends Bound<string | null> {
  label: string;
  help?: ReactNode;
  hideLabel?: boolean;
  required?: boolean;
  autoFocus?: boolean;
  /** shows the choices at once: for a picker that stands alone */
  opened?: boolean;
  disabled?: boolean;
  placeholder?: string;
  /** one was chosen, the same as before or another */
  onDone?: () => void;
}

interface Props extends PickerProps {
  options: PickerOption[];
  /** asks the server; without it the given options are filtered here */
  onSearch?: (q: string) => void;
  loading?: boolean;
}

/** One of many, found by typing. */
export function Picker({
  label,
  help,
  hideLabel,
  required,
  error,
  options,
  onSearch,
  loading,
  ...rest
}: Props) {
  const { t } = useTranslation();
  const { value, onChange, autoFocus = false, opened = false, disabled = false, placeholder, onDone } = rest;
  const [typed, setTyped] = useState('');
  return (
    <Field {...{ label, help, hideLabel, required, error }}>
      {(control) => (
        <Select
          {...control}
          style={{ width: '100%' }}
          autoFocus={autoFocus}
          defaultOpen={opened}
          disabled={disabled}
          allowClear={required !== true}
          placeholder={placeholder ?? t('picker.type')}
          loading={loading ?? false}
          notFoundContent={loading ? t('common.loading') : t('picker.nothing')}
          value={value}
          onChange={(next) => onChange(next ?? null)}
          {...(onDone ? { onSelect: () => onDone() } : {})}
          options={options}
          optionRender={(option) =>
            options.find((each) => each.value === option.value)?.shown ?? option.label
          }
          showSearch={
            onSearch
              ? {
                  filterOption: false,
                  searchValue: typed,
                  onSearch: (q) => {
                    setTyped(q);
                    onSearch(q);
                  },
                }
              : { optionFilterProp: 'label' }
          }
        />
      )}
    </Field>
  );
}

/** Several of many. */
export function MultiPicker({
  label,
  help,
  hideLabel,
  required,
  error,
  options,
  value,
  onChange,
  onSearch,
}: Omit<Props, 'value' | 'onChange'> & Bound<string[]>) {
  const { t } = useTranslation();
  return (
    <Field {...{ label, help, hideLabel, required, error }}>
      {(control) => (
        <Select
          {...control}
          mode="multiple"
          style={{ width: '100%' }}
          placeholder={t('picker.type')}
          notFoundContent={t('picker.nothing')}
          value={value}
          onChange={onChange}
          options={options}
          optionRender={(option) =>
            options.find((each) => each.value === option.value)?.shown ?? option.label
          }
          showSearch={onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' }}
        />
      )}
    </Field>
  );
}
