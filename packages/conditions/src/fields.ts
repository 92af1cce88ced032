import { ConditionError, didYouMean, type Path } from './error.ts';

export type ScalarType = 'text' | 'number' | 'boolean' | 'moment' | 'date' | 'choice' | 'id';
export type ManyType = 'many_text' | 'many_choice' | 'many_id';
export type FieldType = ScalarType | ManyType;

/** What a scalar field reads from a record; null and undefined are "unset". A moment is a Date or an RFC 3339 text. */
export type ScalarValue = string | number | boolean | Date | null | undefined;

interface FieldBase {
  /**
   * True when the SQL can give no null for any row: a `not null` column that no outer join reaches, a test by `exists`.
   * `not` then compiles to a form that PostgreSQL turns into `<>` and anti-joins. A wrong promise loses rows.
   */
  readonly neverNull?: boolean;
  /** The known keys of a choice. Conditions that name another are refused when parsed, not when carried out. */
  readonly choices?: readonly string[];
  /** Whether `choices` stand in order, lowest first, so that `above: minor` means something. */
  readonly ordered?: boolean;
}

/** A field with one value. */
export interface ScalarField<Row> extends FieldBase {
  readonly type: ScalarType;
  readonly read: (row: Row) => ScalarValue;
  /**
   * The SQL expression that gives the same value. Its type: text or varchar (text, choice), integer, bigint or double
   * precision (number; a bigint within ±2^53), boolean, timestamptz (moment), date, uuid (id).
   */
  readonly sql: string;
}

/** A field with any number of values. None and null are the same; no value in it may be null. */
export interface ManyField<Row> extends FieldBase {
  readonly type: ManyType;
  readonly read: (row: Row) => readonly string[] | null | undefined;
  /** An array expression (text[] or uuid[]), or the tests themselves where the values stand in another table. */
  readonly sql: string | ManySql;
}

/** The tests of a many-valued field that is no array, each a boolean SQL expression (count: a number). */
export interface ManySql {
  /** Whether the element is among the values; `parameter` is a typed placeholder such as `$3::uuid`. */
  readonly contains: (parameter: string) => string;
  readonly isSet: () => string;
  /** How many values there are. Left out, the field cannot be counted. */
  readonly count?: () => string;
}

export type Field<Row> = ScalarField<Row> | ManyField<Row>;

/** Fields that are known only at run time, such as custom fields. It stands in a field set under `<prefix>.*`. */
export interface FieldFamily<Row> {
  /** The field of that key (what follows the prefix), or undefined. Never put an unchecked key into SQL. */
  readonly resolve: (key: string) => Field<Row> | undefined;
  /** The keys there are, for "did you mean". */
  readonly keys?: () => readonly string[];
}

/** The fields of a kind of record by name: `status`, `customer.tier`, and families such as `fields.*`. */
export type FieldSet<Row> = Readonly<Record<string, Field<Row> | FieldFamily<Row>>>;

/** A field of whatever record: all that can be done with it without a row. */
export type AnyField = Field<never>;

/** Whether a field holds any number of values. */
export function isMany<Row>(field: Field<Row>): field is ManyField<Row> {
  return field.type.startsWith('many_');
}

/** The field of that name. Throws ConditionError at `path` when there is none. */
export function findField<Row>(fields: FieldSet<Row>, name: string, path: Path): Field<Row> {
  // Own entries only: a condition from outside may name `constructor`.
  const entry = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (entry !== undefined && !isFamily(entry)) return entry;
  for (const [pattern, family] of familiesOf(fields)) {
    const prefix = pattern.slice(0, -1);
    const field = name.startsWith(prefix) ? family.resolve(name.slice(prefix.length)) : undefined;
    if (field !== undefined) return field;
  }
  throw new ConditionError(path, `there is no field "${name}"`, didYouMean(name, fieldNames(fields)));
}

/** Every name that a condition may use, those of families included where they can list them. */
export function fieldNames<Row>(fields: FieldSet<Row>): string[] {
  const plain = Object.keys(fields).filter((name) => !name.endsWith('.*'));
  const dynamic = familiesOf(fields).flatMap(([pattern, family]) =>
    (family.keys?.() ?? []).map((key) => pattern.slice(0, -1) + key),
  );
  return [...plain, ...dynamic];
}

function familiesOf<Row>(fields: FieldSet<Row>): [string, FieldFamily<Row>][] {
  return Object.entries(fields).filter(
    (pair): pair is [string, FieldFamily<Row>] => pair[0].endsWith('.*') && isFamily(pair[1]),
  );
}

function isFamily<Row>(entry: Field<Row> | FieldFamily<Row>): entry is FieldFamily<Row> {
  return 'resolve' in entry;
}
