import type { Level, Priority } from '@shouwen/api';
import type { Configuration } from '../configuration/configuration.ts';
import { invalid } from '../platform/errors.ts';

/** The priority that follows from importance and urgency by the matrix in force. */
export function priorityOf(configuration: Configuration, importance: Level, urgency: Level): Priority {
  return configuration.get('priority', 'matrix')?.matrix[importance]?.[urgency] ?? 'normal';
}

/** The type of a ticket when none is given. */
export function defaultType(configuration: Configuration): string {
  const types = configuration.list('types');
  return (types.find((type) => type.value.default) ?? types[0])?.key ?? 'inquiry';
}

/** Refuses a key that the section does not have, naming the field. */
export function requireKey(
  configuration: Configuration,
  section: 'types' | 'categories' | 'statuses',
  field: string,
  key: string,
): void {
  if (!configuration.get(section, key)) throw invalid(field, 'unknown_key', { key });
}

/** The first status of a category. */
export function statusOfCategory(configuration: Configuration, category: string): string {
  return configuration.list('statuses').find((status) => status.value.category === category)?.key ?? category;
}

/**
 * Checks custom field values against their definitions and gives them cleaned; null unsets. Throws `Refusal` naming
 * the field that is unknown, of the wrong type, outside its choices, or required and missing (`complete`).
 */
export function checkFields(
  configuration: Configuration,
  type: string,
  given: Record<string, unknown>,
  before: Record<string, unknown>,
  complete: boolean,
): Record<string, unknown> {
  const result = { ...before };
  for (const [key, value] of Object.entries(given)) {
    const definition = configuration.get('fields', key);
    if (!definition || (definition.types && definition.types.length > 0 && !definition.types.includes(type)))
      throw invalid(`fields.${key}`, 'unknown_field');
    if (value === null && definition.required && !complete) throw invalid(`fields.${key}`, 'field_required');
    if (value === null) delete result[key];
    else result[key] = checkValue(key, definition, value);
  }
  if (complete) {
    for (const { key, value: definition } of configuration.list('fields')) {
      const applies = !definition.types || definition.types.length === 0 || definition.types.includes(type);
      if (definition.required && applies && result[key] === undefined)
        throw invalid(`fields.${key}`, 'field_required');
    }
  }
  return result;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function checkValue(
  key: string,
  definition: { type: string; choices?: { key: string }[] | undefined },
  value: unknown,
): unknown {
  const field = `fields.${key}`;
  const choices = new Set(definition.choices?.map((choice) => choice.key));
  const wrong = () => invalid(field, 'wrong_type', { type: definition.type });
  switch (definition.type) {
    case 'text':
      if (typeof value !== 'string' || value.includes('\u0000')) throw wrong();
      return value;
    case 'number':
      if (typeof value !== 'number') throw wrong();
      return value;
    case 'checkbox':
      if (typeof value !== 'boolean') throw wrong();
      return value;
    case 'date':
      if (typeof value !== 'string' || !isDate(value)) throw wrong();
      return value;
    case 'choice':
      if (typeof value !== 'string') throw wrong();
      if (!choices.has(value)) throw invalid(field, 'not_a_choice', { value });
      return value;
    case 'multi_choice':
      if (!Array.isArray(value)) throw wrong();
      for (const one of value)
        if (!choices.has(String(one))) throw invalid(field, 'not_a_choice', { value: String(one) });
      return [...new Set(value)];
    case 'person':
      if (typeof value !== 'string' || !uuid.test(value)) throw wrong();
      return value;
    case 'link':
      if (typeof value !== 'string' || !/^https?:\/\//i.test(value) || !URL.canParse(value)) throw wrong();
      return value;
    default:
      throw wrong();
  }
}

function isDate(value: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : null;
  return parsed !== null && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}
