import type { RuleChange, RuleEvent, RuleValue } from '@shouwen/api';
import type { PlacedEvent } from '../events/read-ledger.ts';
import { revisionIn } from '../policies/versions.ts';
import type { Rule } from './rules.ts';
import { revisionOf, waitsForStay } from './rules.ts';

export type Occasion = Pick<PlacedEvent, 'id' | 'kind' | 'at' | 'data' | 'policy_version'>;

const kinds: Partial<Record<RuleEvent, readonly string[]>> = {
  opened: ['ticket.opened'],
  customer_wrote: ['ticket.message_received', 'ticket.thread_message'],
  replied: ['ticket.answered'],
  noted: ['ticket.noted'],
  transferred: ['ticket.transferred'],
  due_warned: ['obligation.warned'],
  due_missed: ['obligation.missed'],
  due_escalated: ['obligation.escalated'],
};

/** The kinds of events that tell of changes of a ticket's fields. */
const isOfTicket = (kind: string) => kind.startsWith('ticket.') && kind !== 'ticket.opened';

/** Whether an event is one that the rule waits for, as far as its kind and what it openly changed say. */
export function waitsFor(value: Pick<RuleValue, 'on'>, event: Pick<Occasion, 'kind' | 'data'>): boolean {
  if (!('events' in value.on)) return false;
  return value.on.events.some((wanted) => {
    const named = kinds[wanted];
    if (named) return named.includes(event.kind);
    if (!isOfTicket(event.kind)) return false;
    const changes = changesIn(event.data);
    if (wanted === 'status_changed') return 'status_key' in changes;
    if (wanted === 'assigned') return typeof changes.assignee_id?.to === 'string';
    return event.kind === 'ticket.changed' || Object.keys(changes).length > 0;
  });
}

/**
 * Whether a rule may fire on an event at all: not on what it caused itself, not at the end of a chain, and not on what
 * happened before the rule said what it says now.
 */
export function mayFire(rule: Rule, event: Occasion): boolean {
  if (waitsForStay(rule) || !waitsFor(rule.value, event)) return false;
  if (event.data.because === 'automation' && event.data.rule === rule.key) return false;
  if (depthAfter(event) > longestChain) return false;
  const then = event.policy_version === null ? null : revisionIn(event.policy_version);
  return then === null || then >= revisionOf(rule);
}

/** A chain of rules that set one another off ends here. */
export const longestChain = 5;

/** How deep in its chain a rule stands that fires on this event. */
export function depthAfter({ data }: Pick<Occasion, 'data'>): number {
  return data.because === 'automation' && typeof data.depth === 'number' ? data.depth + 1 : 1;
}

const columns: Record<string, string> = {
  status: 'status_key',
  type: 'type_key',
  category: 'category_key',
  importance: 'importance',
  urgency: 'urgency',
  priority: 'priority',
  assignee: 'assignee_id',
  team: 'team_id',
  language: 'language',
};

/** Whether the event changed the field, from this and to that. `payload` holds what people wrote: tags and custom fields. */
export function hasChanged(
  wanted: RuleChange,
  event: Pick<Occasion, 'data'>,
  payload: Record<string, unknown> | null,
): boolean {
  const written = changesIn(payload ?? {});
  if (wanted.field === 'tags') {
    const { from = [], to = [] } = written.tags ?? {};
    const [before, after] = [from, to].map((list) => (Array.isArray(list) ? list.map(String) : []));
    const gone = (before ?? []).filter((tag) => !after?.includes(tag));
    const come = (after ?? []).filter((tag) => !before?.includes(tag));
    return (
      gone.length + come.length > 0 &&
      (typeof wanted.from !== 'string' || gone.includes(wanted.from)) &&
      (typeof wanted.to !== 'string' || come.includes(wanted.to))
    );
  }
  const own = /^fields\.(.+)$/.exec(wanted.field)?.[1];
  const change =
    own === undefined ? changesIn(event.data)[columns[wanted.field] ?? ''] : ofField(written, own);
  if (!change || same(change.from, change.to)) return false;
  return fits(wanted.from, change.from) && fits(wanted.to, change.to);
}

function ofField(written: Changes, key: string): Change | undefined {
  const { from, to } = written.fields ?? {};
  const read = (values: unknown) =>
    typeof values === 'object' && values !== null ? ((values as Record<string, unknown>)[key] ?? null) : null;
  return written.fields && { from: read(from), to: read(to) };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function fits(wanted: string | null | undefined, value: unknown): boolean {
  if (wanted === undefined) return true;
  if (wanted === null) return value === null || value === undefined;
  return Array.isArray(value) ? value.map(String).includes(wanted) : String(value ?? '') === wanted;
}

interface Change {
  from?: unknown;
  to?: unknown;
}
type Changes = Record<string, Change>;

function changesIn(data: Record<string, unknown>): Changes {
  const { changes } = data;
  return typeof changes === 'object' && changes !== null ? (changes as Changes) : {};
}

/** The kinds of events among which those are that a rule waits for; null: any that is of a ticket. */
export function kindsFor(events: readonly RuleEvent[]): string[] | null {
  const named = events.flatMap((event) => kinds[event] ?? []);
  return events.some((event) => !kinds[event]) ? null : named;
}
