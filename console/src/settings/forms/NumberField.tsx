import { type ReactNode, useState } from 'react';
import { TextField } from '../../shared/fields.tsx';

interface NumberFieldProps {
  label: string;
  help?: ReactNode;
  min?: number;
  value: number;
  onChange: (value: number) => void;
}

/** A whole number; what is not one yet stays as typed and is not taken over. */
export function NumberField({ label, help, min, value, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  return (
    <TextField
      label={label}
      help={help}
      type="number"
      inputMode="numeric"
      step={1}
      {...(min === undefined ? {} : { min })}
      value={text}
      onChange={(typed) => {
        setText(typed);
        const number = Number(typed);
        if (typed.trim() !== '' && Number.isInteger(number)) onChange(number);
      }}
    />
  );
}
