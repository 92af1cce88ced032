import type { RuleStart, RuleValue } from '@shouwen/api';
import type { Configuration, Entry } from '../configuration/configuration.ts';

export type Rule = Entry<'automation_rules'>;
type TimeStart = Extract<RuleStart, { after: string }>;
export type StayRule = Rule & { value: RuleValue & { on: TimeStart } };

/** The rules in force, in order. */
export function rulesInForce(configuration: Configuration): Rule[] {
  return configuration.list('automation_rules').filter(({ value }) => value.active);
}

/** Whether a rule waits for a ticket to stay in something, and not for an event. */
export function waitsForStay(rule: Rule): rule is StayRule {
  return 'after' in rule.value.on;
}

/** The revision of the configuration since which a rule says what it says. */
export function revisionOf(rule: Pick<Rule, 'version'>): number {
  const found = /^r(\d+)$/.exec(rule.version);
  return found ? Number(found[1]) : 0;
}
