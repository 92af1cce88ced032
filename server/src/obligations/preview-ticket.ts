import type { Beginning, BodyOf, LocalText, Routes } from '@shouwen/api';
import { explain, open } from '@shouwen/obligations';
import { chooseCalendar } from '../calendars/choose-calendar.ts';
import { type CountedDue, countDue } from '../calendars/count-due.ts';
import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import { checkPolicy } from '../policies/check-policy.ts';
import type { PolicyFacts } from '../policies/fields.ts';
import { selectTerms } from '../policies/select-terms.ts';
import { type ServiceTerms, termsInForce, withDraft } from '../policies/terms.ts';
import type { Tx } from '../tables.ts';
import { targetFor, termsFor } from './ticket-terms.ts';

export type TicketPreview = BodyOf<Routes['previewTicket']>;

interface PreviewedDue extends CountedDue {
  kind: string;
  name: LocalText;
  on: Beginning;
  marks: { id: string; moment: string | null }[];
}

/**
 * What would be owed on a ticket that is opened then, when each would be due and why: selected and counted by what opens
 * real ones. Throws `Refusal` for an unknown type or team, and for a draft that is none.
 */
export async function previewTicket(
  tx: Tx,
  context: Context,
  input: TicketPreview,
): Promise<{ policy: { key: string; name: LocalText } | null; items: PreviewedDue[] }> {
  const { configuration } = context;
  if (!configuration.get('types', input.type)) throw invalid('type', 'unknown_key', { key: input.type });
  if (input.draft) checkPolicy(context, input.draft.value, 'draft.value');
  const subject = await factsOf(tx, context, input);
  const terms = withDraft(termsInForce(configuration), input.draft);
  const { policy, kinds } = selectTerms(context, terms, subject);
  const opened = new Date(input.opened_at);
  const items = kinds.map(({ key, value: spec }): PreviewedDue => {
    const counted = chooseCalendar(configuration, { ...subject, named: spec.calendar });
    const calendar = configuration.get('calendars', counted.key) ?? null;
    const target = targetFor(spec, subject);
    const due = countDue(counted.key, counted.calendar, calendar, opened, target, 'priority');
    const cause = { at: opened, event: '' };
    const { clock } = open(
      counted.calendar,
      opened,
      termsFor(spec, subject, counted.calendar, opened),
      cause,
    );
    const marks = explain(clock, counted.calendar, opened).marks.map(({ id, moment }) => ({
      id,
      moment: moment?.toISOString() ?? null,
    }));
    return { ...due, kind: key, name: spec.name, on: spec.on, marks };
  });
  return { policy: named(terms, policy), items };
}

function named(terms: ServiceTerms, key: string | null): { key: string; name: LocalText } | null {
  const policy = terms.policies.find((one) => one.key === key);
  return policy ? { key: policy.key, name: policy.value.name } : null;
}

async function factsOf(tx: Tx, context: Context, input: TicketPreview): Promise<PolicyFacts> {
  const team = await tx
    .selectFrom('team')
    .select(['id', 'unit_id'])
    .where('org_id', '=', context.org)
    .where('id', '=', input.team_id)
    .executeTakeFirst();
  if (!team) throw invalid('team_id', 'team_unknown');
  return {
    type_key: input.type,
    category_key: input.category ?? null,
    importance: input.importance ?? 'normal',
    urgency: input.urgency ?? 'normal',
    priority: input.priority,
    channel: input.channel ?? 'email',
    phase: null,
    language: input.language ?? context.language,
    tags: input.tags ?? [],
    unit_id: team.unit_id,
    team_id: team.id,
    customer_id: input.customer_id ?? nobody,
    customer_tier: input.customer_tier ?? null,
    confidential: input.confidential ?? false,
    fields: input.fields ?? {},
  };
}

/** Stands for a customer that nobody is. */
const nobody = '00000000-0000-0000-0000-000000000000';
