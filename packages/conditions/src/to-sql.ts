import type { Condition, Leaf, Value } from './condition.ts';
import type { Path } from './error.ts';
import { type Field, type FieldSet, findField, isMany, type ManyField, type ScalarField } from './fields.ts';
import { capitalsFor } from './fold.ts';
import { type Clock, formatInstant } from './moments.ts';
import { operationOf, type Test, testOf } from './operators.ts';

/** A boolean expression for PostgreSQL with its parameters, `$n` in the text standing for `values[n - firstParameter]`. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface SqlOptions extends Clock {
  /** The number of the first parameter, for a statement that has parameters before it; 1 when left out. */
  readonly firstParameter?: number;
  /**
   * By default an expression may be null where the condition is false: right for `where`, `filter` and `and`, and it
   * lets indexes be used. With `exact` it is true or false for every row: for a selected column, or a `not` around it.
   */
  readonly exact?: boolean;
}

/** A leaf in SQL. Unless it is `neverNull`, null stands for false. */
interface LeafSql {
  readonly text: string;
  readonly neverNull: boolean;
}

/** Gives a value a parameter and returns its typed placeholder, such as `$3::text`. */
type Bind = (value: unknown, type: string) => string;

/**
 * The condition as SQL that chooses the very records for which `evaluate` holds. Values go as bound parameters only;
 * of the fields only their own expressions enter the text. It can stand in any larger expression without parentheses.
 * Throws ConditionError where the condition does not fit the fields.
 */
export function toSql<Row>(condition: Condition, fields: FieldSet<Row>, options: SqlOptions): Sql {
  const values: unknown[] = [];
  const first = options.firstParameter ?? 1;
  const bind: Bind = (value, type) => `$${first + values.push(value) - 1}::${type}`;
  return { text: compile(condition, false, []), values };

  /**
   * `not` is carried inwards, to the leaves. There the three values of SQL are folded into two: a leaf that is not
   * negated may be null, since null joined by `and` and `or` chooses a row no more than false does.
   */
  function compile(node: Condition, negated: boolean, path: Path): string {
    if ('not' in node) return compile(node.not, !negated, [...path, 'not']);
    if ('all' in node || 'any' in node) {
      const [key, list] = 'all' in node ? (['all', node.all] as const) : (['any', node.any] as const);
      const parts = list.map((part, index) => compile(part, negated, [...path, key, index]));
      const conjunction = (key === 'all') !== negated;
      if (parts.length === 0) return conjunction ? 'true' : 'false';
      return parts.length === 1 ? parts.join() : `(${parts.join(conjunction ? ' and ' : ' or ')})`;
    }
    const { text, neverNull } = compileLeaf(node, path);
    if (negated) return neverNull ? `(not ${text})` : `(${text} is not true)`;
    return options.exact && !neverNull ? `(${text} is true)` : text;
  }

  function compileLeaf(leaf: Leaf, path: Path): LeafSql {
    const field: Field<Row> = findField(fields, leaf.field, [...path, 'field']);
    const { operator, operand } = operationOf(leaf, path);
    const test = testOf(leaf.field, field, operator, operand, { clock: options, path, strict: false });
    if (test.kind === 'set') return { text: setSql(field, test.wanted), neverNull: true };
    const text = isMany(field) ? manySql(field, test, bind) : scalarSql(field, test, bind);
    return { text: `(${text})`, neverNull: field.neverNull ?? false };
  }
}

function setSql<Row>(field: Field<Row>, wanted: boolean): string {
  if (!isMany(field)) return `(${operand(field.sql)} is ${wanted ? 'not null' : 'null'})`;
  const some = typeof field.sql === 'string' ? `${countSql(field)} > 0` : field.sql.isSet();
  return wanted ? `(${some})` : `(not (${some}))`;
}

function manySql<Row>(field: ManyField<Row>, test: Test, bind: Bind): string {
  const type = field.type === 'many_id' ? 'uuid' : 'text';
  switch (test.kind) {
    case 'has': {
      const element = bind(test.element, type);
      // Containment, unlike `= any(…)`, is what a GIN index on the array answers.
      if (typeof field.sql === 'string') return `${operand(field.sql)} @> array[${element}]`;
      return field.sql.contains(element);
    }
    case 'count':
      return `${countSql(field)} ${test.sign} ${bind(test.value, numberType([test.value]))}`;
    default:
      throw new TypeError(`a field with many values cannot be asked for "${test.kind}"`);
  }
}

function countSql<Row>(field: ManyField<Row>): string {
  if (typeof field.sql === 'string') return `coalesce(cardinality(${field.sql}), 0)`;
  return operand(field.sql.count?.() ?? 'null::integer');
}

function scalarSql<Row>(field: ScalarField<Row>, test: Test, bind: Bind): string {
  const expression = operand(field.sql);
  switch (test.kind) {
    case 'one_of':
      return oneOfSql(expression, field, test.values, bind);
    case 'compare':
      return `${expression} ${test.sign} ${bind(test.value, typeOf(field, [test.value]))}`;
    case 'between': {
      const from = test.from === undefined ? [] : [['>=', test.from] as const];
      const until = test.until === undefined ? [] : [['<', test.until] as const];
      return [...from, ...until]
        .map(([sign, instant]) => `${expression} ${sign} ${bind(formatInstant(instant), 'timestamptz')}`)
        .join(' and ');
    }
    case 'part': {
      const { from, to } = capitalsFor(test.text);
      // The collation "C" is everywhere and folds A to Z only; the other letters of the text looked for follow by name.
      const ascii = `lower(${expression} collate "C")`;
      const folded = from === '' ? ascii : `translate(${ascii}, ${bind(from, 'text')}, ${bind(to, 'text')})`;
      const part = bind(test.text, 'text');
      return test.where === 'start' ? `starts_with(${folded}, ${part})` : `strpos(${folded}, ${part}) > 0`;
    }
    default:
      throw new TypeError(`a field with one value cannot be asked for "${test.kind}"`);
  }
}

function oneOfSql<Row>(
  expression: string,
  field: ScalarField<Row>,
  values: readonly Value[],
  bind: Bind,
): string {
  if (values.length === 0) return 'false';
  // Without a parameter, so that a partial index `where overdue` is used.
  if (field.type === 'boolean' && values.length === 1) return values[0] ? expression : `not ${expression}`;
  const type = typeOf(field, values);
  return values.length === 1
    ? `${expression} = ${bind(values[0], type)}`
    : `${expression} = any(${bind(values, `${type}[]`)})`;
}

function typeOf<Row>(field: ScalarField<Row>, values: readonly Value[]): string {
  switch (field.type) {
    case 'number':
      return numberType(values);
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'date';
    case 'id':
      return 'uuid';
    default:
      return 'text';
  }
}

/** Whole numbers as bigint, which an index on an integer column can be asked for; all others as double precision. */
function numberType(values: readonly Value[]): string {
  return values.every(Number.isSafeInteger) ? 'bigint' : 'double precision';
}

/** An expression that can stand beside an operator: names as they are, anything longer in parentheses. */
function operand(expression: string): string {
  return /^\w+(\.\w+)*$/.test(expression) ? expression : `(${expression})`;
}
