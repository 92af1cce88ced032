import type { DryRun, RuleAction, RuleValue } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { requireEverywhere } from '../people/policy.ts';
import type { Tx } from '../tables.ts';
import { raised } from '../tickets/by-itself.ts';
import { priorityOf } from '../tickets/marks.ts';
import { recordsOf, sightOf, type TicketRecord } from '../tickets/sight.ts';
import { checkRule } from './check-rule.ts';
import { conditionOf, isItsTime } from './holds.ts';
import { hasChanged, kindsFor, waitsFor } from './occasions.ts';
import { pastEvents } from './past-events.query.ts';
import type { StayRule } from './rules.ts';
import { stayCandidates, stayFacts } from './stays.query.ts';
import { stayOf } from './stays.ts';

const most = 2_000;
const shown = 10;
const day = 86_400_000; // ms

interface Hit {
  at: Date;
  ticketId: string;
}

/**
 * What a rule would have done in the last days; nothing is changed. Which events there were, what they changed and whether
 * a calendar was open then is read from the ledger; the condition is read with what the tickets say today. Of a rule by
 * time, only the stays are known that last until now. Throws `Refusal` for a rule that could not be saved.
 */
export async function dryRunRule(
  tx: Tx,
  context: Context,
  rule: RuleValue,
  days: number,
): Promise<z.input<typeof DryRun>> {
  requireEverywhere(context, 'config.manage');
  await checkRule(tx, context, rule, 'rule');
  const since = new Date(context.now.getTime() - days * day);
  const { looked, hits } =
    'after' in rule.on
      ? await staysSince(tx, context, rule, since)
      : await eventsSince(tx, context, rule, rule.on.events, since);
  const records = await recordsOf(tx, context.org, [...new Set(hits.map((hit) => hit.ticketId))]);
  const holds = conditionOf(context, rule);
  const byId = new Map(
    records.filter((record) => holds(record) && !record.merged_into_id).map((record) => [record.id, record]),
  );
  const fired = hits.filter((hit) => byId.has(hit.ticketId));
  const sees = sightOf(context);
  const examples = fired.flatMap((hit) => {
    const record = byId.get(hit.ticketId);
    return record && sees(record) ? [exampleOf(context, rule, hit, record)] : [];
  });
  return {
    looked_at: Math.min(looked, most),
    would_fire: fired.length,
    capped: looked > most,
    examples: examples.slice(0, shown),
  };
}

async function eventsSince(
  tx: Tx,
  context: Context,
  rule: RuleValue,
  wanted: Parameters<typeof kindsFor>[0],
  since: Date,
): Promise<{ looked: number; hits: Hit[] }> {
  const found = await pastEvents(tx, context.org, { since, kinds: kindsFor(wanted), limit: most + 1 });
  const events = found.slice(0, most).filter((event) => waitsFor(rule, event));
  const hits = events.filter(
    (event) =>
      isItsTime(context, rule, event.at) && (!rule.changed || hasChanged(rule.changed, event, event.payload)),
  );
  return {
    looked: found.length > most ? most + 1 : events.length,
    hits: hits.map(({ at, ticket_id }) => ({ at, ticketId: ticket_id })),
  };
}

async function staysSince(
  tx: Tx,
  context: Context,
  rule: RuleValue,
  since: Date,
): Promise<{ looked: number; hits: Hit[] }> {
  const draft = {
    section: 'automation_rules',
    key: '',
    origin: '',
    version: '',
    local: true,
    value: rule,
  } as StayRule;
  const { on } = draft.value;
  const status = on.after === 'in_status' ? (on.status ?? null) : null;
  const ids = await stayCandidates(tx, context.org, { after: null, status, limit: most + 1, lock: false });
  const stays = (await stayFacts(tx, context.org, ids.slice(0, most))).flatMap((facts) => {
    const stay = stayOf(context.configuration, draft, facts);
    return stay ? [{ at: stay.at, ticketId: facts.id }] : [];
  });
  const hits = stays.filter(({ at }) => at <= context.now && at >= since && isItsTime(context, rule, at));
  return { looked: ids.length > most ? most + 1 : stays.length, hits };
}

function exampleOf(
  context: Context,
  rule: RuleValue,
  hit: Hit,
  ticket: TicketRecord,
): z.input<typeof DryRun>['examples'][number] {
  return {
    at: hit.at.toISOString(),
    ticket: { number: ticket.number, subject: ticket.subject },
    changes: rule.do.flatMap((action) => changesOf(context, action, ticket)),
    actions: rule.do.map((action) => action.do),
  };
}

/** What an action would make of a ticket, field by field; what stays as it is is left out. */
function changesOf(
  { configuration }: Context,
  action: RuleAction,
  ticket: TicketRecord,
): { field: string; from: unknown; to: unknown }[] {
  const differing = (field: string, from: unknown, to: unknown) =>
    JSON.stringify(from ?? null) === JSON.stringify(to ?? null)
      ? []
      : [{ field, from: from ?? null, to: to ?? null }];
  switch (action.do) {
    case 'change': {
      const { set } = action;
      const importance = set.importance ?? ticket.importance;
      const urgency = set.urgency ?? ticket.urgency;
      const tags = [...new Set([...ticket.tags, ...(set.add_tags ?? [])])].filter(
        (tag) => !set.remove_tags?.includes(tag),
      );
      const priority =
        (set.importance ?? set.urgency) ? priorityOf(configuration, importance, urgency) : ticket.priority;
      return [
        ...differing('type', ticket.type_key, set.type ?? ticket.type_key),
        ...differing(
          'category',
          ticket.category_key,
          set.category === undefined ? ticket.category_key : set.category,
        ),
        ...differing('status', ticket.status_key, set.status ?? ticket.status_key),
        ...differing('importance', ticket.importance, importance),
        ...differing('urgency', ticket.urgency, urgency),
        ...differing('priority', ticket.priority, priority),
        ...differing('tags', ticket.tags, tags),
        ...Object.entries(set.fields ?? {}).flatMap(([key, value]) =>
          differing(`fields.${key}`, ticket.fields[key], value),
        ),
      ];
    }
    case 'raise_priority': {
      const to = raised({ configuration }, ticket);
      return to ? differing('priority', ticket.priority, to.priority) : [];
    }
    case 'assign':
      return differing('assignee', ticket.assignee_id, action.user_id);
    case 'transfer':
      return differing('team', ticket.team_id, action.team_id);
    default:
      return [];
  }
}
