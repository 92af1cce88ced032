import type { RefObject } from 'react';
import { Icon } from './icons.tsx';

interface SearchInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  ref?: RefObject<HTMLInputElement | null>;
}

/** A search field; its label stands in it. */
export function SearchInput({ label, value, onChange, ref }: SearchInputProps) {
  return (
    <label className="search-input">
      <Icon name="search" size={14} />
      <input
        ref={ref}
        type="search"
        className="native"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </label>
  );
}
