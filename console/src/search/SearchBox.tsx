import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '../shared/icons.tsx';
import { useShortcuts, useSingleKeys } from '../shared/shortcuts.ts';
import { ChoiceView } from './ChoiceView.tsx';
import { type Choice, idOf } from './choices.ts';
import { lastTerm, quoted, ticketByNumber, withValue } from './last-term.ts';
import { addressOf } from './result-filter.ts';
import './search-box.css';
import { useChoices } from './use-choices.ts';
import { useTypedSearch } from './use-typed-search.ts';

/**
 * The search box over every page. `/` goes to it; while one types it offers tickets, customers and tags: arrows move,
 * `Enter` chooses or, with nothing chosen, searches, `Esc` closes.
 */
export function SearchBox() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useTypedSearch();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const choices = useChoices(typed, open);
  const current = open ? choices[at] : undefined;
  const optionId = (choice: Choice) => `${id}-${idOf(choice)}`;
  const [singleKeys] = useSingleKeys();
  useShortcuts({ '/': () => input.current?.select() });

  function type(text: string) {
    setTyped(text);
    setAt(-1);
    setOpen(true);
  }
  function leave(address: string, text = '') {
    setTyped(text);
    setOpen(false);
    setAt(-1);
    input.current?.blur();
    navigate(address);
  }
  function searchFor(text: string) {
    const q = text.trim();
    const number = ticketByNumber(
      q,
      choices.filter((choice) => choice.kind === 'ticket'),
    );
    if (number !== null) leave(`/tickets/${number}`);
    else if (q !== '') leave(addressOf({ q }), q);
  }
  function choose(choice: Choice) {
    const filled = (key: string, value: string) =>
      lastTerm(typed) ? withValue(typed, value) : `${key}${quoted(value)}`;
    if (choice.kind === 'all') searchFor(typed);
    else if (choice.kind === 'ticket') leave(`/tickets/${choice.number}`);
    else if (choice.kind === 'tag') searchFor(filled(t('search.key_tag'), choice.tag));
    else if (choice.kind === 'status') searchFor(filled(t('search.key_status'), choice.name));
    else if (choice.kind === 'key') type(`${typed}${choice.key}`);
    else if (lastTerm(typed)) searchFor(withValue(typed, choice.customer.name));
    else leave(`/customers/${choice.customer.id}`);
  }
  function onKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return; // the key belongs to the input method
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const size = choices.length + 1; // one place is the box itself
      setAt(open ? ((at + 1 + step + size) % size) - 1 : 0);
      setOpen(true);
    } else if (event.key === 'Enter') {
      if (current) choose(current);
      else searchFor(typed);
    } else if (event.key === 'Escape') {
      if (open) setOpen(false);
      else event.currentTarget.blur();
    } else return;
    event.preventDefault();
  }

  return (
    <search className="search-box">
      <Icon name="search" size={15} />
      <input
        ref={input}
        className="native"
        type="text"
        role="combobox"
        aria-label={t('search.label')}
        aria-expanded={open && choices.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current && optionId(current)}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={500}
        placeholder={t('search.placeholder')}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      {singleKeys === 'on' && (
        <span className="search-hint" aria-hidden="true">
          <kbd>/</kbd>
        </span>
      )}
      {open && choices.length > 0 && (
        <div id={`${id}-list`} className="search-choices" role="listbox" aria-label={t('search.suggestions')}>
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the focus and handles the keys
            <div
              key={idOf(choice)}
              id={optionId(choice)}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              className={index === at ? 'search-choice here' : 'search-choice'}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(choice)}
            >
              <ChoiceView choice={choice} typed={typed} />
            </div>
          ))}
        </div>
      )}
    </search>
  );
}
