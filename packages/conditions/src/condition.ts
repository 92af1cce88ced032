/** A plain value that a field is compared with. */
export type Value = string | number | boolean;

/** A point relative to the moment of asking. Lengths are plain: `45m`, `2h`, `3 days`, `2 weeks`; a day is 24 hours. */
export interface RelativeMoment {
  readonly now: true;
  readonly minus?: string;
  readonly plus?: string;
}

/** An RFC 3339 time with its offset (for a date field: `YYYY-MM-DD`), or a point relative to now. */
export type Moment = string | RelativeMoment;

/** What one leaf asks of its field: exactly one of these. Which field takes which is decided in `operators.ts`. */
export type Operation =
  | { readonly is: Value | RelativeMoment | null }
  | { readonly in: readonly Value[] }
  | { readonly above: number | string }
  | { readonly below: number | string }
  | { readonly at_least: number | Moment }
  | { readonly at_most: number | Moment }
  | { readonly set: boolean }
  | { readonly contains: string }
  | { readonly starts_with: string }
  | { readonly before: Moment }
  | { readonly after: Moment };

/** One question about one field, such as `{ field: 'status', is: 'open' }`. */
export type Leaf = { readonly field: string } & Operation;

/** "Which records": a tree of questions. Plain data, so that it can be stored, sent and edited. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Leaf;

/** Holds for every record. */
export const always: Condition = { all: [] };

/** Holds for no record. */
export const never: Condition = { any: [] };

/** Whether the condition is literally `always`; a condition that merely happens to hold everywhere is not. */
export function isAlways(condition: Condition): boolean {
  return 'all' in condition && condition.all.length === 0;
}

/** Whether the condition is literally `never`. */
export function isNever(condition: Condition): boolean {
  return 'any' in condition && condition.any.length === 0;
}

/** Holds where every one of the conditions holds; without any, everywhere. Nested `all` are flattened. */
export function allOf(...conditions: readonly Condition[]): Condition {
  const parts = conditions.flatMap((part) => ('all' in part ? part.all : [part]));
  if (parts.some(isNever)) return never;
  return parts.length === 1 && parts[0] ? parts[0] : { all: parts };
}

/** Holds where at least one of the conditions holds; without any, nowhere. Nested `any` are flattened. */
export function anyOf(...conditions: readonly Condition[]): Condition {
  const parts = conditions.flatMap((part) => ('any' in part ? part.any : [part]));
  if (parts.some(isAlways)) return always;
  return parts.length === 1 && parts[0] ? parts[0] : { any: parts };
}

/** Holds where the condition does not. Two-valued: a leaf on an unset field is false, so its `not` is true. */
export function not(condition: Condition): Condition {
  if (isAlways(condition)) return never;
  if (isNever(condition)) return always;
  return 'not' in condition ? condition.not : { not: condition };
}

/** The same condition, written shorter: flattened, without `always`, `never` and double `not` inside. */
export function simplify(condition: Condition): Condition {
  if ('all' in condition) return allOf(...condition.all.map(simplify));
  if ('any' in condition) return anyOf(...condition.any.map(simplify));
  if ('not' in condition) return not(simplify(condition.not));
  return 'in' in condition && condition.in.length === 0 ? never : condition;
}

/** The names of the fields that the condition asks about, each once, in order of appearance. */
export function namesOf(condition: Condition): string[] {
  return [...new Set(leavesOf(condition).map((leaf) => leaf.field))];
}

/** Every leaf of the tree, in order of appearance. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  if ('not' in condition) return leavesOf(condition.not);
  return [condition];
}
