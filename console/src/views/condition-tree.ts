import type { Condition, Leaf, RelativeMoment } from '@shouwen/conditions';

/** How the parts of a group stand together. */
export type Joint = 'all' | 'any' | 'none' | 'not_all';
export const joints: readonly Joint[] = ['all', 'any', 'none', 'not_all'];

/** What a row of the builder asks: the language's operators, their opposites, and four ways to speak of relative moments. */
export const asks = [
  'in',
  'not_in',
  'is',
  'is_not',
  'contains',
  'not_contains',
  'starts_with',
  'at_least',
  'at_most',
  'above',
  'below',
  'last',
  'ago',
  'next',
  'beyond',
  'after',
  'before',
  'set',
  'unset',
] as const;
export type Ask = (typeof asks)[number];

export interface Row {
  id: number;
  field: string;
  ask: Ask;
  value: unknown;
}
/** A question that the builder has no row for: shown as it is written, and kept. */
export interface Written {
  id: number;
  written: Condition;
}
export interface Group {
  id: number;
  joint: Joint;
  parts: Part[];
}
export type Part = Row | Written | Group;

let made = 0;
const nextId = () => ++made;

export const isGroup = (part: Part): part is Group => 'joint' in part;
export const isRow = (part: Part): part is Row => 'ask' in part;

export function newRow(field: string, ask: Ask, value: unknown): Row {
  return { id: nextId(), field, ask, value };
}
export function newGroup(joint: Joint, parts: Part[] = []): Group {
  return { id: nextId(), joint, parts };
}

/** A condition as a group of rows: the one way in which the builder shows it. */
export function groupOf(condition: Condition): Group {
  const part = partOf(condition);
  return isGroup(part) ? part : newGroup('all', [part]);
}

function partOf(condition: Condition): Part {
  if ('all' in condition) return newGroup('all', condition.all.map(partOf));
  if ('any' in condition) return newGroup('any', condition.any.map(partOf));
  if ('not' in condition) {
    const inner = condition.not;
    if ('any' in inner) return newGroup('none', inner.any.map(partOf));
    if ('all' in inner) return newGroup('not_all', inner.all.map(partOf));
    if ('not' in inner) return partOf(inner.not);
    return rowOf(inner, true) ?? { id: nextId(), written: condition };
  }
  return rowOf(condition, false) ?? { id: nextId(), written: condition };
}

const opposites: Partial<Record<string, Ask>> = { is: 'is_not', in: 'not_in', contains: 'not_contains' };

function rowOf(leaf: Leaf, negated: boolean): Row | null {
  const [operator, operand] = Object.entries(leaf).find(([key]) => key !== 'field') ?? [];
  if (operator === undefined) return null;
  if (operator === 'set') return newRow(leaf.field, (operand === true) !== negated ? 'set' : 'unset', null);
  if (operator === 'is' && operand === null) return newRow(leaf.field, negated ? 'set' : 'unset', null);
  if (isRelative(operand)) {
    const row = negated ? null : relativeRow(operator, operand);
    return row && newRow(leaf.field, row.ask, row.value);
  }
  if (negated) {
    const ask = opposites[operator];
    return ask ? newRow(leaf.field, ask, operand) : null;
  }
  const ask = asks.find((each) => each === operator);
  return ask ? newRow(leaf.field, ask, operand) : null;
}

function relativeRow(operator: string, moment: RelativeMoment): { ask: Ask; value: string } | null {
  const { minus, plus } = moment;
  if (minus !== undefined && plus !== undefined) return null;
  const after = operator === 'after' || operator === 'at_least';
  const before = operator === 'before' || operator === 'at_most';
  if (plus === undefined && after) return { ask: 'last', value: minus ?? '0m' };
  if (plus === undefined && before) return { ask: 'ago', value: minus ?? '0m' };
  if (before) return { ask: 'next', value: plus ?? '0m' };
  if (after) return { ask: 'beyond', value: plus ?? '0m' };
  return null;
}

/** The condition that the group says. Rows that are not filled in yet ask nothing. */
export function conditionOf(group: Group): Condition {
  const parts = group.parts.flatMap((part) => {
    if (isGroup(part)) return part.parts.length === 0 ? [] : [conditionOf(part)];
    if (!isRow(part)) return [part.written];
    return leafOf(part) ?? [];
  });
  switch (group.joint) {
    case 'all':
      return { all: parts };
    // nothing asked yet is no restriction
    case 'any':
      return parts.length === 0 ? { all: [] } : { any: parts };
    case 'none':
      return parts.length === 0 ? { all: [] } : { not: { any: parts } };
    case 'not_all':
      return parts.length === 0 ? { all: [] } : { not: { all: parts } };
  }
}

/** Whether a row says something already. */
export function isFilled({ ask, value }: Row): boolean {
  if (ask === 'set' || ask === 'unset') return true;
  if (Array.isArray(value)) return value.length > 0;
  return value !== null && value !== undefined && value !== '';
}

function leafOf(row: Row): Condition | null {
  if (!isFilled(row)) return null;
  const { field, ask, value } = row;
  const leaf = (operator: string, operand: unknown) => ({ field, [operator]: operand }) as unknown as Leaf;
  switch (ask) {
    case 'set':
    case 'unset':
      return leaf('set', ask === 'set');
    case 'is_not':
      return { not: leaf('is', value) };
    case 'not_in':
      return { not: leaf('in', value) };
    case 'not_contains':
      return { not: leaf('contains', value) };
    case 'last':
      return leaf('after', { now: true, minus: value });
    case 'ago':
      return leaf('before', { now: true, minus: value });
    case 'next':
      return leaf('before', { now: true, plus: value });
    case 'beyond':
      return leaf('after', { now: true, plus: value });
    default:
      return leaf(ask, value);
  }
}

/** The group with one part changed, wherever it stands; null takes it away. */
export function withPart(group: Group, id: number, next: Part | null): Group {
  return {
    ...group,
    parts: group.parts.flatMap((part): Part[] => {
      if (part.id === id) return next === null ? [] : [next];
      return [isGroup(part) ? withPart(part, id, next) : part];
    }),
  };
}

function isRelative(value: unknown): value is RelativeMoment {
  return typeof value === 'object' && value !== null && 'now' in value;
}
