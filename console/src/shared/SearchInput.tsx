import { Icon } from './icons.tsx';

interface SearchInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A search field; its label stands in it. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  return (
    <label className="search-input">
      <Icon name="search" size={14} />
      <input
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
