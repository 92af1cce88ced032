import type { ViewField } from '@shouwen/api';
import { fieldNames, findField, isMany, operatorsOf } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { ticketFields } from '../tickets/fields.ts';

/** The fields of tickets that a condition may ask about, with the operators that each takes. */
export function viewFields({ configuration }: Context): { items: ViewField[] } {
  const fields = ticketFields(configuration);
  const items = fieldNames(fields).map((name) => {
    const field = findField(fields, name, []);
    return {
      name,
      type: field.type,
      operators: [...operatorsOf(field)],
      choices: field.choices ? [...field.choices] : null,
      optional: field.neverNull !== true || isMany(field),
    };
  });
  return { items };
}
