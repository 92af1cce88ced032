import type { SectionValue } from '@shouwen/api';
import { alwaysOpen, nextOccurrence } from '@shouwen/calendar';
import { ConditionError, formatPath, parseCondition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { isActiveTeam } from '../people/teams.ts';
import { invalid } from '../platform/errors.ts';
import { policyFields } from '../policies/fields.ts';
import type { Tx } from '../tables.ts';

/** Refuses a schedule of no team, of a kind that something else begins, that names days which there are not, or an owner whom nobody can find. */
export async function checkSchedule(
  tx: Tx,
  context: Context,
  schedule: SectionValue<'schedules'>,
): Promise<void> {
  const { kind, days, at, team_id, owner, role, draw } = schedule;
  const spec = context.configuration.get('obligations', kind);
  if (!spec) throw invalid('value.kind', 'unknown_key', { key: kind });
  if (spec.on !== 'schedule') throw invalid('value.kind', 'kind_not_scheduled');
  if (!(await isActiveTeam(tx, context, team_id))) throw invalid('value.team_id', 'team_unknown');
  if (owner === 'role' && !(role && context.configuration.get('roles', role)))
    throw invalid('value.role', 'unknown_key', { key: role ?? '' });
  if ((owner === 'first_contact_owner' || owner === 'assignee') && !draw)
    throw invalid('value.owner', 'owner_of_drawn_only');
  try {
    nextOccurrence(alwaysOpen('UTC'), { days, at }, context.now);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalid('value.days', 'target_out_of_range');
  }
  if (!draw) return;
  try {
    parseCondition(draw.when, policyFields(context.configuration));
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const path = formatPath(error.path);
    throw invalid(path ? `value.draw.when.${path}` : 'value.draw.when', 'condition_wrong', {
      message: error.message,
    });
  }
}
