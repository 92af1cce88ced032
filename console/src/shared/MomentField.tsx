import type { ReactNode } from 'react';
import { Field } from './fields.tsx';
import type { Bound } from './form.tsx';
import { useTimeZone } from './session.ts';
import { momentOf, wallOf } from './zoned-time.ts';

interface MomentFieldProps extends Bound<string | null> {
  label: string;
  help?: ReactNode;
  required?: boolean;
  hideLabel?: boolean;
}

/** Day and time in the user's time zone, with the browser's own control. */
export function MomentField({ label, help, required, hideLabel, error, value, onChange }: MomentFieldProps) {
  const zone = useTimeZone();
  return (
    <Field {...{ label, help, required, hideLabel, error }}>
      {(control) => (
        <input
          type="datetime-local"
          className="native"
          {...control}
          value={value === null ? '' : wallOf(value, zone)}
          onChange={(event) => onChange(momentOf(event.target.value, zone))}
        />
      )}
    </Field>
  );
}
