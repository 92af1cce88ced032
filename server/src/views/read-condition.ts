import { type Condition, ConditionError, formatPath, parseCondition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { viewerOf } from '../people/viewer.ts';
import { invalid } from '../platform/errors.ts';
import { ticketFields } from '../tickets/fields.ts';
import { filledIn, readWithStandIns } from './reader-condition.ts';

/**
 * A condition of a view as somebody wrote it, to be kept: `me` and `my_teams` stay. Throws `Refusal` naming the place at
 * which it cannot be read.
 */
export function readCondition(context: Context, given: unknown): Condition {
  return orRefuse(() =>
    readWithStandIns(given, (filled) => parseCondition(filled, ticketFields(context.configuration))),
  );
}

/** A condition as somebody wrote it, as it holds for the viewer. Throws as `readCondition` does. */
export function readOwnCondition(context: Context, given: unknown): Condition {
  return orRefuse(() => storedCondition(context, given));
}

/** A kept condition as it holds for the viewer. Throws ConditionError when the configuration has moved on. */
export function storedCondition(context: Context, stored: unknown): Condition {
  return parseCondition(filledIn(stored, viewerOf(context)), ticketFields(context.configuration));
}

function orRefuse(read: () => Condition): Condition {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const at = formatPath(error.path);
    throw invalid(at ? `condition.${at}` : 'condition', 'condition_wrong', { message: error.message });
  }
}
