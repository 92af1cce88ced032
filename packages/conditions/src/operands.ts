import type { RelativeMoment, Value } from './condition.ts';
import { ConditionError, didYouMean, type Path } from './error.ts';
import type { AnyField } from './fields.ts';
import { fold } from './fold.ts';
import {
  type Clock,
  dateFromToday,
  instantFromNow,
  isDate,
  type Length,
  parseInstant,
  parseLength,
} from './moments.ts';

/** Where a leaf is read: the moment of asking, its place for errors, and whether unknown choices are refused. */
export interface Reading {
  readonly clock: Clock;
  readonly path: Path;
  /** When parsing: a choice must be known. When carrying out: a choice that was retired since matches the old rows. */
  readonly strict: boolean;
}

/** A list of values of the field's type. As all of these: throws ConditionError at the place of the wrong value. */
export function valuesOf(field: AnyField, operand: unknown, at: Reading): Value[] {
  if (!Array.isArray(operand)) {
    throw new ConditionError(at.path, '"in" wants a list', 'for one value use "is"');
  }
  return operand.map((value: unknown, index) => scalarOf(field, value, { ...at, path: [...at.path, index] }));
}

/** One value of the field's type. */
export function scalarOf(field: AnyField, operand: unknown, at: Reading): Value {
  if (field.type === 'number') return numberOf(operand, at);
  if (field.type === 'boolean') return booleanOf(operand, at);
  if (field.type === 'date') return dateOf(operand, at);
  return elementOf(field, operand, at);
}

/** A text, choice or id; an id in small letters, as PostgreSQL gives it. */
export function elementOf(field: AnyField, operand: unknown, at: Reading): string {
  const text = textOf(operand, at);
  if (field.type === 'id' || field.type === 'many_id') {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
      throw new ConditionError(at.path, `${quote(text)} is not an id (a UUID)`);
    }
    return text.toLowerCase();
  }
  if (at.strict && field.choices && !field.choices.includes(text)) {
    throw unknownChoice(text, field.choices, at);
  }
  return text;
}

/** The error for a choice that is not among the known ones. */
export function unknownChoice(choice: string, known: readonly string[], at: Reading): ConditionError {
  const hint = didYouMean(choice, known) ?? `the choices are ${known.slice(0, 10).join(', ')}`;
  return new ConditionError(at.path, `there is no choice ${quote(choice)}`, hint);
}

/** A text to look for, folded. An empty one is refused: it would be found in every text. */
export function partOf(operand: unknown, at: Reading): string {
  const text = textOf(operand, at);
  if (text === '') {
    throw new ConditionError(at.path, 'the text to look for is empty', 'for "any text" use set: yes');
  }
  return fold(text);
}

/** A text that PostgreSQL can hold. */
export function textOf(operand: unknown, at: Reading): string {
  if (typeof operand !== 'string') throw new ConditionError(at.path, `${quote(operand)} is not a text`);
  if (operand.includes('\0')) {
    throw new ConditionError(at.path, 'the NUL character cannot be stored or looked for');
  }
  if (/\p{Surrogate}/u.test(operand)) throw new ConditionError(at.path, 'the text holds half a character');
  return operand;
}

/** A boolean. */
export function booleanOf(operand: unknown, at: Reading): boolean {
  if (typeof operand === 'boolean') return operand;
  throw new ConditionError(at.path, `${quote(operand)} is not yes or no`);
}

/** A finite number. */
export function numberOf(operand: unknown, at: Reading): number {
  if (typeof operand !== 'number' || !Number.isFinite(operand)) {
    throw new ConditionError(at.path, `${quote(operand)} is not a number`);
  }
  // Minus zero equals zero, and prints as it.
  return operand === 0 ? 0 : operand;
}

/** A moment in milliseconds since 1970. */
export function instantOf(operand: unknown, at: Reading): number {
  if (typeof operand === 'string') {
    const instant = parseInstant(operand);
    if (instant !== undefined) return instant;
    throw new ConditionError(
      at.path,
      `${quote(operand)} is not a time`,
      'write it with its offset, such as 2026-11-23T09:00:00+08:00, or relative, such as { now: true, minus: 3 days }',
    );
  }
  const { minus, plus } = relativeOf(operand, at);
  const instant = instantFromNow(at.clock, minus, plus);
  if (instant === undefined) throw new ConditionError(at.path, 'this lies outside the years 1 to 9999');
  return instant;
}

/** A date `YYYY-MM-DD`; relative ones are counted in calendar days of the clock's zone. */
export function dateOf(operand: unknown, at: Reading): string {
  if (typeof operand === 'string') {
    if (isDate(operand)) return operand;
    throw new ConditionError(
      at.path,
      `${quote(operand)} is not a date`,
      'write it as 2026-11-23, or relative, such as { now: true, minus: 3 days }',
    );
  }
  const { minus, plus } = relativeOf(operand, at);
  if (minus.days === undefined || plus.days === undefined) {
    throw new ConditionError(at.path, 'a date is counted in days or weeks only', 'such as 3 days');
  }
  return dateFromToday(at.clock, plus.days - minus.days);
}

function relativeOf(operand: unknown, at: Reading): { minus: Length; plus: Length } {
  if (!isRelative(operand)) {
    throw new ConditionError(at.path, 'a moment is a text or { now: true } with minus or plus');
  }
  for (const key of Object.keys(operand)) {
    if (['now', 'minus', 'plus'].includes(key)) continue;
    throw new ConditionError(
      at.path,
      `a relative moment has no "${key}"`,
      didYouMean(key, ['minus', 'plus']),
    );
  }
  return { minus: lengthOf(operand, 'minus', at), plus: lengthOf(operand, 'plus', at) };
}

function isRelative(operand: unknown): operand is RelativeMoment {
  return typeof operand === 'object' && operand !== null && 'now' in operand && operand.now === true;
}

function lengthOf(moment: RelativeMoment, key: 'minus' | 'plus', at: Reading): Length {
  const text: unknown = moment[key];
  if (text === undefined) return { milliseconds: 0, days: 0 };
  const length = typeof text === 'string' ? parseLength(text) : undefined;
  if (length) return length;
  const hint = 'use m, h, days or weeks, such as 45m or 3 days, up to a hundred years';
  throw new ConditionError([...at.path, key], `${quote(text)} is not a plain length`, hint);
}

function quote(value: unknown): string {
  // JSON has no NaN and no undefined, and would say null.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
