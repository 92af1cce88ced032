import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icons.tsx';
import { Picker } from '../shared/Picker.tsx';
import { type Ask, asks, newRow, type Row } from './condition-tree.ts';
import type { FieldChoice } from './use-view-fields.ts';
import { ValueInput } from './ValueInput.tsx';

interface RowProps {
  row: Row;
  fields: FieldChoice[];
  onChange: (row: Row) => void;
  onRemove: () => void;
}

/** One question: a field, what is asked of it, and what it is compared with. */
export function ConditionRow({ row, fields, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const field = fields.find((each) => each.name === row.field);
  const options = fields.map((each) => ({ value: each.name, label: each.label }));
  const offered = field ? [...new Set([...field.asks, row.ask])] : [row.ask];
  return (
    <div className="condition-row">
      <Picker
        label={t('builder.field')}
        hideLabel
        required
        options={field ? options : [{ value: row.field, label: row.field }, ...options]}
        value={row.field}
        onChange={(name) => {
          const next = fields.find((each) => each.name === name);
          if (next && next.name !== row.field) onChange({ ...freshRow(next), id: row.id });
        }}
      />
      <select
        className="native"
        aria-label={t('builder.ask')}
        value={row.ask}
        onChange={(event) => {
          const ask = asks.find((each) => each === event.target.value);
          if (ask) onChange({ ...row, ask, value: carriedOver(row, ask) });
        }}
      >
        {offered.map((ask) => (
          <option key={ask} value={ask}>
            {t(`ask.${ask}`)}
          </option>
        ))}
      </select>
      <div className="condition-value">
        {field && <ValueInput row={row} field={field} onChange={(value) => onChange({ ...row, value })} />}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={t('builder.remove', { field: field?.label ?? row.field })}
        onClick={onRemove}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}

/** A question about a field, as it starts. */
export function freshRow(field: FieldChoice): Row {
  const ask = field.asks[0] ?? 'set';
  return newRow(field.name, ask, field.source.kind === 'yes_no' ? true : startOf(ask));
}

const startOf = (ask: Ask): unknown => (shapeOf(ask) === 'length' ? '1 days' : null);

function shapeOf(ask: Ask): 'none' | 'list' | 'length' | 'one' {
  if (ask === 'set' || ask === 'unset') return 'none';
  if (ask === 'in' || ask === 'not_in') return 'list';
  return ['last', 'ago', 'next', 'beyond'].includes(ask) ? 'length' : 'one';
}

// what was chosen stays when the other question takes the same
function carriedOver(row: Row, ask: Ask): unknown {
  const [from, to] = [shapeOf(row.ask), shapeOf(ask)];
  if (from === to) return row.value;
  if (from === 'list' && to === 'one' && Array.isArray(row.value)) return row.value[0] ?? null;
  if (from === 'one' && to === 'list' && row.value !== null) return [row.value];
  return startOf(ask);
}
