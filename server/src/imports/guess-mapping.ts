import { invalid } from '../platform/errors.ts';

/** A field of the product that a column can fill. */
export interface ImportField {
  key: string;
  /** how people head such a column, in Chinese, English and Spanish; case, accents, spaces and marks do not matter */
  headings: readonly string[];
}
/** Product field → heading of the column that fills it. */
export type Mapping = Record<string, string>;

/**
 * Which column fills which field, by its heading: the field's own key, then its usual headings, the earlier ones first.
 * No column fills two fields; where several would do, the leftmost is taken.
 */
export function guessMapping(columns: readonly string[], fields: readonly ImportField[]): Mapping {
  const free = new Map<string, string>();
  for (const column of columns) {
    const plain = plainHeading(column);
    if (plain !== '' && !free.has(plain)) free.set(plain, column);
  }
  const mapping: Mapping = {};
  for (const { key, headings } of fields) {
    for (const heading of [key, ...headings].map(plainHeading)) {
      const column = free.get(heading);
      if (column === undefined) continue;
      mapping[key] = column;
      free.delete(heading);
      break;
    }
  }
  return mapping;
}

/** Refuses a mapping that names a field or a column that there is not, or one column twice. */
export function checkMapping(
  mapping: Mapping,
  columns: readonly string[],
  fields: readonly ImportField[],
): void {
  const used = new Map<string, string>();
  for (const [key, column] of Object.entries(mapping)) {
    const at = `mapping.${key}`;
    if (!fields.some((field) => field.key === key)) throw invalid(at, 'unknown_field');
    if (!columns.includes(column)) throw invalid(at, 'no_such_column', { column });
    const other = used.get(column);
    if (other !== undefined) throw invalid(at, 'column_used_twice', { column, other });
    used.set(column, key);
  }
}

/** A heading without case, accents, remarks in brackets and marks: `E-mail (required) *` is `email`. */
function plainHeading(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[([{【].*?[)\]}】]/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
