import { changedFieldNames, type RuleAction, type RuleValue } from '@shouwen/api';
import { ConditionError, formatPath, parseCondition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { requireActiveUser } from '../people/find-people.ts';
import { isActiveTeam } from '../people/teams.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { ticketFields } from '../tickets/fields.ts';
import { checkFields, defaultType } from '../tickets/marks.ts';
import { unknownVariables } from '../tickets/variables.ts';
import { isWebhook } from '../webhooks/is-webhook.ts';

/** Refuses a rule that asks for what there is not, or would do what cannot be done. Throws `Refusal` naming the field. */
export async function checkRule(tx: Tx, context: Context, rule: RuleValue, field = 'value'): Promise<void> {
  try {
    parseCondition(rule.when, ticketFields(context.configuration));
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const at = formatPath(error.path);
    const params = { message: error.message };
    throw invalid(at ? `${field}.when.${at}` : `${field}.when`, 'condition_wrong', params);
  }
  if (rule.changed) {
    const { field: name } = rule.changed;
    const own = /^fields\.(.+)$/.exec(name)?.[1];
    const known: readonly string[] = changedFieldNames;
    if (own === undefined ? !known.includes(name) : !context.configuration.get('fields', own))
      throw invalid(`${field}.changed.field`, 'unknown_key', { key: name });
  }
  for (const [index, action] of rule.do.entries())
    await checkAction(tx, context, action, `${field}.do.${index}`);
}

async function checkAction(tx: Tx, context: Context, action: RuleAction, at: string): Promise<void> {
  const { configuration } = context;
  switch (action.do) {
    case 'change':
      if (Object.values(action.set).every((value) => value === undefined))
        throw invalid(`${at}.set`, 'rule_changes_nothing');
      if (action.set.fields) {
        const type = action.set.type ?? defaultType(configuration);
        for (const key of Object.keys(action.set.fields)) {
          const types = configuration.get('fields', key)?.types;
          const one = { [key]: action.set.fields[key] };
          checkFields(configuration, types?.[0] ?? type, one, {}, false);
        }
      }
      return;
    case 'assign':
    case 'open_task':
      if (action.user_id) await requireActiveUser(tx, context, action.user_id, `${at}.user_id`);
      return;
    case 'add_watcher':
      await requireActiveUser(tx, context, action.user_id, `${at}.user_id`);
      return;
    case 'notify':
      if (action.to !== 'person') return;
      if (!action.user_id) throw invalid(`${at}.user_id`, 'user_unknown');
      await requireActiveUser(tx, context, action.user_id, `${at}.user_id`);
      return;
    case 'transfer':
      if (!(await isActiveTeam(tx, context, action.team_id))) throw invalid(`${at}.team_id`, 'team_unknown');
      return;
    case 'note': {
      const [unknown] = unknownVariables(action.text);
      if (unknown !== undefined) throw invalid(`${at}.text`, 'variable_unknown', { name: `{{${unknown}}}` });
      return;
    }
    case 'call_webhook':
      if (!(await isWebhook(tx, context, action.webhook))) throw invalid(`${at}.webhook`, 'webhook_unknown');
      return;
    case 'raise_priority':
    case 'assign_on_duty':
    case 'reply':
    case 'macro':
      return;
  }
}
