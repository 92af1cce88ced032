import { type ReactNode, useId } from 'react';
import { Field } from './fields.tsx';
import type { Bound } from './form.tsx';

interface TimeZoneFieldProps extends Bound<string> {
  label: string;
  help?: ReactNode;
  required?: boolean;
}

/** A time zone by its name (Asia/Shanghai), offered while typing. */
export function TimeZoneField({ label, help, required, error, value, onChange }: TimeZoneFieldProps) {
  const list = useId();
  return (
    <Field {...{ label, help, required, error }}>
      {(control) => (
        <>
          <input
            className="native"
            list={list}
            autoComplete="off"
            {...control}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={list}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
