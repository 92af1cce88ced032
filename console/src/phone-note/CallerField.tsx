import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../shared/debounced.ts';
import { Face } from '../shared/Face.tsx';
import { Field } from '../shared/fields.tsx';
import { focusFirst } from '../shared/focus.ts';
import { Icon } from '../shared/icons.tsx';
import { type Candidate, candidatesQuery, certain } from './callers.ts';
import { readCaller } from './read-caller.ts';

export interface CallerValue {
  /** what was typed of the caller */
  line: string;
  chosen: Pick<Candidate, 'id' | 'name' | 'email' | 'phone'> | null;
}

interface CallerFieldProps {
  value: CallerValue;
  error?: string;
  onChange: (value: CallerValue) => void;
  /** the customer is settled: the note is next */
  onDone: () => void;
}

/**
 * Who is calling, in one line: name, number and address in any order. What Enter takes is marked: the customer who is
 * meant without a doubt, else a new one; the arrow keys choose another.
 */
export function CallerField({ value, error, onChange, onDone }: CallerFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const [moved, setMoved] = useState<number | null>(null);
  const line = useDebounced(value.line.trim());
  const asked = value.chosen === null && [...line].length >= 2;
  const found = useQuery({ ...candidatesQuery(line), enabled: asked });
  const candidates = asked ? (found.data ?? []) : [];
  const sure = certain(line, candidates);
  const count = asked && found.isSuccess ? candidates.length + 1 : 0;
  const at = Math.min(moved ?? (sure ? candidates.indexOf(sure) : candidates.length), count - 1);

  const choose = (chosen: Candidate | null) => {
    setMoved(null);
    onChange({ line: value.line, chosen });
    onDone();
  };
  /** Enter before the answer has come: the note goes on at once; the customer follows when there is no doubt. */
  async function settle() {
    const typed = value.line.trim();
    onDone();
    if ([...typed].length < 2) return;
    const candidates = await client.fetchQuery(candidatesQuery(typed)).catch(() => []);
    const meant = certain(typed, candidates);
    if (meant) onChange({ line: value.line, chosen: meant });
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (moved !== null) choose(candidates[at] ?? null);
      else if (count > 0 && line === value.line.trim()) choose(sure);
      else void settle();
      return;
    }
    if (count === 0) return;
    if (event.key === 'ArrowDown') setMoved((at + 1) % count);
    else if (event.key === 'ArrowUp') setMoved((at - 1 + count) % count);
    else return;
    event.preventDefault();
  };

  if (value.chosen)
    return <Chosen customer={value.chosen} onAnother={() => onChange({ line: '', chosen: null })} />;
  return (
    <div>
      <Field label={t('phone_note.caller')} error={error} help={t('phone_note.caller_help')}>
        {(control) => (
          <input
            className="native"
            ref={focusFirst}
            autoComplete="off"
            role="combobox"
            aria-expanded={count > 0}
            aria-autocomplete="list"
            aria-controls={count > 0 ? id : undefined}
            aria-activedescendant={count > 0 ? `${id}-${at}` : undefined}
            {...control}
            value={value.line}
            onKeyDown={onKey}
            onChange={(event) => {
              setMoved(null);
              onChange({ line: event.target.value, chosen: null });
            }}
          />
        )}
      </Field>
      {count > 0 && (
        <div className="matches" role="listbox" id={id} aria-label={t('phone_note.caller')}>
          {[...candidates, null].map((candidate, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field; arrow keys move here
            // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field chooses
            <div
              key={candidate?.id ?? 'new'}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              className="match"
              onClick={() => choose(candidate)}
            >
              {candidate ? <CandidateLine candidate={candidate} /> : <NewLine line={line} />}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function CandidateLine({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation();
  return (
    <>
      <Face name={candidate.name} id={candidate.id} size={24} />
      <span className="strong cut">{candidate.name}</span>
      <span className="small soft cut">
        {[candidate.phone, candidate.email, candidate.organisation].filter(Boolean).join(' · ')}
      </span>
      <span className="end row small">
        {candidate.open_tickets > 0 && (
          <span className="pill amber">{t('new.open_tickets', { count: candidate.open_tickets })}</span>
        )}
        {candidate.reason && <span className="pill">{t(`match.${candidate.reason}`)}</span>}
      </span>
    </>
  );
}

function NewLine({ line }: { line: string }) {
  const { t } = useTranslation();
  const { name, phone, email } = readCaller(line);
  return (
    <>
      <span className="caller-new">
        <Icon name="plus" size={14} />
      </span>
      <span className="cut">{t('phone_note.new_customer')}</span>
      <span className="strong cut">{[name, phone, email].filter(Boolean).join(' · ')}</span>
    </>
  );
}

function Chosen({
  customer,
  onAnother,
}: {
  customer: NonNullable<CallerValue['chosen']>;
  onAnother: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="field">
      <span className="field-label">{t('context.customer')}</span>
      <div className="banner customer-chosen">
        <Face name={customer.name} id={customer.id} size={28} />
        <div className="grow">
          <div className="strong">{customer.name}</div>
          <div className="small soft">{[customer.phone, customer.email].filter(Boolean).join(' · ')}</div>
        </div>
        <button type="button" className="link" onClick={onAnother}>
          {t('new.another')}
        </button>
      </div>
    </div>
  );
}
