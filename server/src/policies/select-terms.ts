import type { AnswerKind, Channel, SectionValue, TargetOrMinutes } from '@shouwen/api';
import { channels } from '@shouwen/api';
import { type Condition, ConditionError, predicate } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { type PolicyFacts, policyFields } from './fields.ts';
import type { ServiceTerms } from './terms.ts';

export type ObligationSpec = SectionValue<'obligations'>;

/** What is owed on a ticket: the kinds as they hold for it, and what its policy says about contacts and answers. */
export interface Selection {
  /** the key of the policy; null where none holds and the kinds stand as they are */
  policy: string | null;
  kinds: readonly { key: string; value: ObligationSpec }[];
  /** kinds that are not owed here */
  leftOut: readonly string[];
  contacts: readonly Channel[];
  answers: readonly AnswerKind[];
  /** how long after the solution a ticket may be closed without the customer's word; undefined: at once */
  closeAfter: TargetOrMinutes | undefined;
  /** the calendar that the policy names */
  calendar: string | undefined;
}

const usual = { contacts: channels, answers: ['reply', 'resolution'] } as const;

/**
 * Selects what is owed on a ticket with these facts. The first active policy in order whose condition holds lays its
 * targets over the kinds that it names; a kind that is owed by policy only is left out where no policy names it. A
 * condition that asks for a custom field which is gone holds for nothing.
 */
export function selectTerms(
  { configuration, now }: Pick<Context, 'configuration' | 'now'>,
  terms: ServiceTerms,
  facts: PolicyFacts,
): Selection {
  const policy = terms.policies.find(({ value }) => value.active && holds(value.when as Condition));
  const owed = policy?.value.owed ?? {};
  const kinds = terms.kinds.flatMap(({ key, value }) => {
    const own = owed[key];
    if (value.on === 'schedule' || value.channels?.includes(facts.channel) === false) return [];
    if (own === null || (own === undefined && value.only_by_policy)) return [];
    const calendar = policy?.value.calendar ?? value.calendar;
    if (own === undefined) return [{ key, value }];
    const { target, ...others } = own;
    const laid: ObligationSpec = { ...value, ...others, target: { default: target } };
    return [{ key, value: calendar === undefined ? laid : { ...laid, calendar } }];
  });
  const selected = new Set(kinds.map(({ key }) => key));
  // what a schedule opens on a ticket is not for policies to take away
  const leftOut = terms.kinds
    .filter(({ key, value }) => value.on !== 'schedule' && !selected.has(key))
    .map(({ key }) => key);
  const { contacts, answers } = policy?.value ?? usual;
  const { close_after: closeAfter, calendar } = policy?.value ?? {};
  return { policy: policy?.key ?? null, kinds, leftOut, contacts, answers, closeAfter, calendar };

  function holds(condition: Condition): boolean {
    try {
      return predicate(condition, policyFields(configuration), { now })(facts);
    } catch (error) {
      if (error instanceof ConditionError) return false;
      throw error;
    }
  }
}
