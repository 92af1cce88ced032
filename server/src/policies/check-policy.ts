import type { SectionValue } from '@shouwen/api';
import { ConditionError, formatPath, parseCondition } from '@shouwen/conditions';
import { checkTargets } from '../calendars/check-targets.ts';
import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import { policyFields } from './fields.ts';

/** Refuses a policy whose condition cannot be asked of a ticket, or whose targets cannot be counted. */
export function checkPolicy(context: Context, policy: SectionValue<'policies'>, field = 'value'): void {
  try {
    parseCondition(policy.when, policyFields(context.configuration));
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const at = formatPath(error.path);
    throw invalid(at ? `${field}.when.${at}` : `${field}.when`, 'condition_wrong', {
      message: error.message,
    });
  }
  const { close_after } = policy;
  if (close_after !== undefined) {
    const row = { low: close_after, normal: close_after, high: close_after, urgent: close_after };
    checkTargets({ default: row }, `${field}.close_after`);
  }
  for (const [kind, terms] of Object.entries(policy.owed))
    if (terms) checkTargets({ default: terms.target }, `${field}.owed.${kind}.target`);
}
