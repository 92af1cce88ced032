import { useEffect, useRef, useState } from 'react';
import { Icon } from './icons.tsx';
import { fieldProblems, problemText } from './problem.ts';

/** What a field needs of its form: its value, how to change it, and what is wrong with it. */
export interface Bound<V> {
  value: V;
  onChange: (value: V) => void;
  error?: string;
}

/**
 * The values of a form. `bind` ties a field to one of them; `fail` puts the server's field errors at the fields and the
 * rest into `message`.
 */
export function useForm<T extends object>(initial: T) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const set = (changes: Partial<T>) => {
    setValues((before) => ({ ...before, ...changes }));
    setErrors((before) => {
      const left = { ...before };
      for (const key of Object.keys(changes)) delete left[key];
      return left;
    });
  };
  function show(error: unknown, names: Record<string, string>) {
    const shown: Record<string, string> = {};
    const elsewhere: string[] = [];
    for (const [field, text] of Object.entries(fieldProblems(error))) {
      const key = names[field] ?? field;
      if (key in values || key.split('.')[0] === 'fields') shown[key] = text;
      else elsewhere.push(`${field}: ${text}`);
    }
    setErrors(shown);
    if (elsewhere.length > 0) setMessage(elsewhere.join(' · '));
    else setMessage(Object.keys(shown).length > 0 ? null : problemText(error));
  }
  return {
    values,
    errors,
    message,
    set,
    reset(next: T) {
      setValues(next);
      setErrors({});
      setMessage(null);
    },
    bind<K extends keyof T & string>(key: K): Bound<T[K]> {
      const error = errors[key];
      return {
        value: values[key],
        onChange: (value) => set({ [key]: value } as unknown as Partial<T>),
        ...(error === undefined ? {} : { error }),
      };
    },
    fail: (error: unknown) => show(error, {}),
    /** `fail` for a form whose fields have other names than the API's: API path → field */
    failAs: (names: Record<string, string>) => (error: unknown) => show(error, names),
    refuse(problems: Partial<Record<keyof T & string, string>>) {
      setErrors(problems as Record<string, string>);
    },
    clearMessage: () => setMessage(null),
  };
}

/** What is wrong with the form as a whole; takes the focus to the first field at fault. */
export function FormMessage({ message, errors }: { message: string | null; errors: Record<string, string> }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const form = ref.current?.closest('form, .form');
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  return (
    <div ref={ref} role="alert">
      {message && (
        <div className="banner bad">
          <Icon name="warn" />
          <div className="grow">{message}</div>
        </div>
      )}
    </div>
  );
}
