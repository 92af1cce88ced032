import type { Condition, Leaf, Value } from './condition.ts';
import type { Path } from './error.ts';
import {
  type FieldSet,
  findField,
  isMany,
  type ManyField,
  type ScalarField,
  type ScalarType,
} from './fields.ts';
import { fold } from './fold.ts';
import { type Clock, isDate, parseInstant } from './moments.ts';
import { holds, operationOf, type Test, testOf } from './operators.ts';

/**
 * Whether the condition holds for the record. Two-valued: a leaf on an unset field is false, save `set: no` and
 * `is: null`, and the `not` of it true. Throws ConditionError where the condition does not fit the fields, and
 * TypeError where a field reads what its type does not allow.
 */
export function evaluate<Row>(condition: Condition, fields: FieldSet<Row>, row: Row, clock: Clock): boolean {
  return predicate(condition, fields, clock)(row);
}

/** As `evaluate`, for many records: the condition is checked once, and every record is asked at the same moment. */
export function predicate<Row>(
  condition: Condition,
  fields: FieldSet<Row>,
  clock: Clock,
): (row: Row) => boolean {
  return compile(condition, []);

  function compile(node: Condition, path: Path): (row: Row) => boolean {
    if ('all' in node) {
      const parts = node.all.map((part, index) => compile(part, [...path, 'all', index]));
      return (row) => parts.every((part) => part(row));
    }
    if ('any' in node) {
      const parts = node.any.map((part, index) => compile(part, [...path, 'any', index]));
      return (row) => parts.some((part) => part(row));
    }
    if ('not' in node) {
      const inner = compile(node.not, [...path, 'not']);
      return (row) => !inner(row);
    }
    return compileLeaf(node, path);
  }

  function compileLeaf(leaf: Leaf, path: Path): (row: Row) => boolean {
    const field = findField(fields, leaf.field, [...path, 'field']);
    const { operator, operand } = operationOf(leaf, path);
    const test = testOf(leaf.field, field, operator, operand, { clock, path, strict: false });
    return isMany(field) ? manyPredicate(leaf.field, field, test) : scalarPredicate(leaf.field, field, test);
  }
}

function manyPredicate<Row>(name: string, field: ManyField<Row>, test: Test): (row: Row) => boolean {
  const read = (row: Row) => checkMany(name, field.read(row) ?? []);
  switch (test.kind) {
    case 'set':
      return (row) => read(row).length > 0 === test.wanted;
    case 'count':
      return (row) => holds(read(row).length, test.sign, test.value);
    case 'has':
      return field.type === 'many_id'
        ? (row) => read(row).some((element) => element.toLowerCase() === test.element)
        : (row) => read(row).includes(test.element);
    default:
      throw new TypeError(`the field "${name}" with many values cannot be asked for "${test.kind}"`);
  }
}

function scalarPredicate<Row>(name: string, field: ScalarField<Row>, test: Test): (row: Row) => boolean {
  const holdsFor = scalarTest(name, test);
  return (row) => {
    const value = field.read(row) ?? undefined;
    if (test.kind === 'set') return (value !== undefined) === test.wanted;
    return value !== undefined && holdsFor(comparable(name, field.type, value));
  };
}

function scalarTest(name: string, test: Test): (value: Value) => boolean {
  switch (test.kind) {
    case 'one_of': {
      const values = new Set(test.values);
      return (value) => values.has(value);
    }
    case 'compare': {
      const { sign, value: limit } = test;
      return (value) => typeof value === typeof limit && holds(value as typeof limit, sign, limit);
    }
    case 'between': {
      const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = test;
      return (value) => Number(value) >= from && Number(value) < until;
    }
    case 'part':
      return test.where === 'start'
        ? (value) => fold(String(value)).startsWith(test.text)
        : (value) => fold(String(value)).includes(test.text);
    case 'set':
      return () => test.wanted;
    default:
      throw new TypeError(`the field "${name}" with one value cannot be asked for "${test.kind}"`);
  }
}

/** The value as tests compare it: a moment in milliseconds, an id in small letters, all else as it is. */
function comparable(name: string, type: ScalarType, value: Value | Date): Value {
  switch (type) {
    case 'number':
      if (typeof value === 'number' && !Number.isNaN(value)) return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'moment': {
      const instant = value instanceof Date ? value.getTime() : parseInstant(String(value));
      if (instant !== undefined && !Number.isNaN(instant)) return instant;
      break;
    }
    case 'date':
      if (typeof value === 'string' && isDate(value)) return value;
      break;
    case 'id':
      if (typeof value === 'string') return value.toLowerCase();
      break;
    default:
      if (typeof value === 'string') return value;
  }
  // A count that the driver gave as text, say, would otherwise match nothing, in silence.
  throw new TypeError(`the field "${name}" of type ${type} read ${typeof value} ${String(value)}`);
}

function checkMany(name: string, values: readonly string[]): readonly string[] {
  if (Array.isArray(values)) return values;
  throw new TypeError(`the field "${name}" with many values read ${typeof values}`);
}
