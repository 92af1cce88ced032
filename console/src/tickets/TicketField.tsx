import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../shared/debounced.ts';
import { Field } from '../shared/fields.tsx';
import { focusFirst } from '../shared/focus.ts';
import type { Bound } from '../shared/form.tsx';
import { CategoryMark } from '../shared/Marks.tsx';
import { type TicketRow, ticketQuery } from './queries.ts';

interface TicketFieldProps extends Bound<string> {
  label: string;
  except: number;
  /** tickets that are likely meant, to choose with one click */
  suggestions?: TicketRow[];
}

/** A ticket by its number; shows at once which one it is. */
export function TicketField({ label, except, suggestions = [], value, onChange, error }: TicketFieldProps) {
  const { t } = useTranslation();
  const number = Number(useDebounced(value).replace('#', ''));
  const asked = Number.isInteger(number) && number > 0 && number !== except;
  const found = useQuery({ ...ticketQuery(number), enabled: asked, retry: false });
  const wrong =
    number === except ? t('ticket_field.itself') : found.isError ? t('ticket_field.unknown') : undefined;
  return (
    <div className="stack" style={{ gap: 8 }}>
      <Field label={label} error={error ?? wrong} help={t('ticket_field.help')}>
        {(control) => (
          <input
            className="native num"
            inputMode="numeric"
            ref={focusFirst}
            {...control}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      {asked && found.data && (
        <div className="banner">
          <div className="grow">
            <div className="strong">
              <span className="num">#{found.data.number}</span> {found.data.subject}
            </div>
            <div className="row small soft">
              {found.data.customer.name} <CategoryMark category={found.data.status_category} />
            </div>
          </div>
        </div>
      )}
      {suggestions.length > 0 && !asked && (
        <div className="stack" style={{ gap: 4 }}>
          <span className="small muted">{t('context.other_tickets')}</span>
          {suggestions.map((row) => (
            <button
              key={row.number}
              type="button"
              className="link small cut"
              onClick={() => onChange(String(row.number))}
            >
              <span className="num">#{row.number}</span> {row.subject}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
