import type { Leaf, Value } from './condition.ts';
import { ConditionError, type Path } from './error.ts';
import { type AnyField, type FieldType, isMany } from './fields.ts';
import {
  booleanOf,
  dateOf,
  elementOf,
  instantOf,
  numberOf,
  partOf,
  type Reading,
  scalarOf,
  textOf,
  unknownChoice,
  valuesOf,
} from './operands.ts';

export const operators = [
  'is',
  'in',
  'above',
  'below',
  'at_least',
  'at_most',
  'set',
  'contains',
  'starts_with',
  'before',
  'after',
] as const;
export type Operator = (typeof operators)[number];
export type Sign = '>' | '<' | '>=' | '<=';

/**
 * What a leaf asks, worked out once for both readings: the operand checked and resolved, the many operators reduced to
 * few tests. Evaluation and SQL differ only in how they carry these out.
 */
export type Test =
  | { readonly kind: 'set'; readonly wanted: boolean }
  | { readonly kind: 'one_of'; readonly values: readonly Value[] }
  | { readonly kind: 'compare'; readonly sign: Sign; readonly value: number | string }
  /** Milliseconds since 1970, from inclusive, until exclusive. */
  | { readonly kind: 'between'; readonly from?: number; readonly until?: number }
  /** Text already folded. */
  | { readonly kind: 'part'; readonly where: 'anywhere' | 'start'; readonly text: string }
  | { readonly kind: 'has'; readonly element: string }
  | { readonly kind: 'count'; readonly sign: Sign; readonly value: number };

const signs: Record<string, Sign> = { above: '>', below: '<', at_least: '>=', at_most: '<=' };
const comparisons: readonly Operator[] = ['above', 'below', 'at_least', 'at_most'];
const moments: readonly Operator[] = ['is', 'before', 'after', 'at_least', 'at_most', 'set'];
const many: readonly Operator[] = ['contains', ...comparisons, 'set'];
const operatorsByType: Record<FieldType, readonly Operator[]> = {
  text: ['is', 'in', 'contains', 'starts_with', 'set'],
  number: ['is', 'in', ...comparisons, 'set'],
  boolean: ['is', 'in', 'set'],
  moment: moments,
  date: ['in', ...moments],
  choice: ['is', 'in', 'set'],
  id: ['is', 'in', 'set'],
  many_text: many,
  many_choice: many,
  many_id: many,
};

/** The operators that a field takes, for checking and for a screen on which conditions are built. */
export function operatorsOf(field: AnyField): readonly Operator[] {
  if (field.type === 'choice' && field.ordered) return [...operatorsByType.choice, ...comparisons];
  if (isMany(field) && typeof field.sql !== 'string' && !field.sql.count) return ['contains', 'set'];
  return operatorsByType[field.type];
}

/** The one operator of a leaf and what stands with it. Throws ConditionError unless there is exactly one. */
export function operationOf(leaf: Leaf, path: Path = []): { operator: Operator; operand: unknown } {
  const given = Object.entries(leaf).filter(([key]) => key !== 'field');
  const operator = operators.find((one) => one === given[0]?.[0]);
  if (operator === undefined || given.length !== 1) {
    throw new ConditionError(path, `the leaf on "${leaf.field}" wants one operator`);
  }
  return { operator, operand: given[0]?.[1] };
}

/** Checks one leaf and works out its test. Throws ConditionError at `reading.path`. */
export function testOf(
  name: string,
  field: AnyField,
  operator: string,
  operand: unknown,
  reading: Reading,
): Test {
  if (operator === 'is' && operand === null) return { kind: 'set', wanted: false };
  const known: readonly string[] = operatorsOf(field);
  if (!known.includes(operator)) {
    throw new ConditionError(
      reading.path,
      `"${operator}" does not apply to ${name}, a field of type ${field.type}`,
      `it takes ${known.join(', ')}`,
    );
  }
  const at = { ...reading, path: [...reading.path, operator] };
  if (operator === 'set') return { kind: 'set', wanted: booleanOf(operand, at) };
  if (isMany(field)) return testOfMany(field, operator, operand, at);
  if (field.type === 'moment') return testOfMoment(operator, operand, at);
  switch (operator) {
    case 'is':
      return { kind: 'one_of', values: [scalarOf(field, operand, at)] };
    case 'in':
      return { kind: 'one_of', values: valuesOf(field, operand, at) };
    case 'contains':
      return { kind: 'part', where: 'anywhere', text: partOf(operand, at) };
    case 'starts_with':
      return { kind: 'part', where: 'start', text: partOf(operand, at) };
    case 'before':
      return { kind: 'compare', sign: '<', value: dateOf(operand, at) };
    case 'after':
      return { kind: 'compare', sign: '>', value: dateOf(operand, at) };
    default:
      return testOfOrder(field, signs[operator] ?? '>', operand, at);
  }
}

function testOfOrder(field: AnyField, sign: Sign, operand: unknown, at: Reading): Test {
  if (field.type === 'number') return { kind: 'compare', sign, value: numberOf(operand, at) };
  if (field.type === 'date') return { kind: 'compare', sign, value: dateOf(operand, at) };
  const order = field.choices ?? [];
  const choice = textOf(operand, at);
  const place = order.indexOf(choice);
  // Even when carrying out: a choice that has no place is neither above nor below anything.
  if (place < 0) throw unknownChoice(choice, order, at);
  return { kind: 'one_of', values: order.filter((_, other) => holds(other, sign, place)) };
}

function testOfMany(field: AnyField, operator: string, operand: unknown, at: Reading): Test {
  const sign = signs[operator];
  if (sign) return { kind: 'count', sign, value: numberOf(operand, at) };
  return { kind: 'has', element: elementOf(field, operand, at) };
}

/**
 * Moments are compared in whole milliseconds, because that is what a Date holds of the database's microseconds: a
 * stored moment counts with its millisecond. As half-open ranges these tests need no rounding of the column in SQL.
 */
function testOfMoment(operator: string, operand: unknown, at: Reading): Test {
  const instant = instantOf(operand, at);
  switch (operator) {
    case 'before':
      return { kind: 'between', until: instant };
    case 'after':
      return { kind: 'between', from: instant + 1 };
    case 'at_least':
      return { kind: 'between', from: instant };
    case 'at_most':
      return { kind: 'between', until: instant + 1 };
    default:
      return { kind: 'between', from: instant, until: instant + 1 };
  }
}

/** Whether `a` stands to `b` as the sign says. Numbers by size, texts by code unit (dates are compared so). */
export function holds<T extends number | string>(a: T, sign: Sign, b: T): boolean {
  switch (sign) {
    case '>':
      return a > b;
    case '<':
      return a < b;
    case '>=':
      return a >= b;
    case '<=':
      return a <= b;
  }
}
