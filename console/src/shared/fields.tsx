import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bound } from './form.tsx';
import { Icon } from './icons.tsx';

interface FieldProps {
  label: string;
  help?: ReactNode;
  error?: string | undefined;
  required?: boolean | undefined;
  /** the label is read aloud but not shown, because the surroundings say it */
  hideLabel?: boolean | undefined;
  className?: string;
  children: (props: FieldControl) => ReactNode;
}
export interface FieldControl {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
  'aria-required': boolean | undefined;
}

/** Label above, control, help or error below; tied together for screen readers. */
export function Field({ label, help, error, required, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const { t } = useTranslation();
  const described = error ? `${id}-error` : help ? `${id}-help` : undefined;
  return (
    <div className={`field ${className ?? ''}`}>
      <label htmlFor={id} className={hideLabel ? 'sr' : 'field-label'}>
        {label}
        {required === false && <span className="muted"> · {t('form.optional')}</span>}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': described,
        'aria-required': required ? true : undefined,
      })}
      {error ? (
        <div className="field-error" id={`${id}-error`}>
          <Icon name="warn" size={13} /> {error}
        </div>
      ) : (
        help && (
          <div className="help" id={`${id}-help`}>
            {help}
          </div>
        )
      )}
    </div>
  );
}

type Plain<V> = Bound<V> &
  Pick<FieldProps, 'label' | 'help' | 'hideLabel' | 'className'> & { required?: boolean };
type InputRest = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'id' | 'required' | 'className'>;

export function TextField({
  label,
  help,
  hideLabel,
  error,
  required,
  className,
  value,
  onChange,
  ...rest
}: Plain<string> & InputRest) {
  return (
    <Field {...{ label, help, hideLabel, error, required }} {...(className ? { className } : {})}>
      {(control) => (
        <input
          className="native"
          {...control}
          {...rest}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function AreaField({
  rows = 4,
  maxRows,
  value,
  onChange,
  placeholder,
  ...field
}: Plain<string> & { rows?: number; maxRows?: number; placeholder?: string }) {
  return (
    <Field {...field}>
      {(control) => (
        <GrowingArea
          {...control}
          rows={rows}
          maxRows={maxRows ?? 16}
          {...(placeholder ? { placeholder } : {})}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SelectOption {
  value: string;
  label: string;
}

/** A choice among few, with the browser's own control: quick by keyboard and right on a phone. */
export function SelectField({
  options,
  empty,
  value,
  onChange,
  ...field
}: Plain<string> & { options: readonly SelectOption[]; empty?: string }) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          className="native"
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField({ label, help, value, onChange }: Plain<boolean>) {
  const id = useId();
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={value}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={help ? `${id}-help` : undefined}
        />
        <span>{label}</span>
      </label>
      {help && (
        <div className="help" id={`${id}-help`} style={{ paddingLeft: 24 }}>
          {help}
        </div>
      )}
    </div>
  );
}

/** A text area that grows with its text up to `maxRows`. */
export function GrowingArea({
  maxRows,
  value,
  ...rest
}: Omit<ComponentProps<'textarea'>, 'value'> & { value: string; maxRows: number }) {
  const ref = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    const area = ref.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, maxRows * 21 + 18)}px`;
  }, [value, maxRows]);
  return <textarea ref={ref} className="native area" value={value} {...rest} />;
}
