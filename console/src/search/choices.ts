import type { Suggestion } from '@shouwen/api';
import { lastTerm } from './last-term.ts';

/** Something to choose below the search box. */
export type Choice =
  /** search for what was typed */
  | { kind: 'all' }
  | Suggestion
  | { kind: 'status'; name: string }
  /** the beginning of a term such as `from:` */
  | { kind: 'key'; key: string; meaning: string };

const mostStatuses = 8;

/** What is offered for what was typed; before anything is typed, how terms begin. */
export function choicesOf(
  typed: string,
  known: {
    suggestions: readonly Suggestion[];
    statuses: readonly string[];
    keys: readonly { key: string; meaning: string }[];
  },
): Choice[] {
  if (typed.trim() === '') return known.keys.map((each) => ({ kind: 'key', ...each }));
  const last = lastTerm(typed);
  if (last?.key !== 'status') return [{ kind: 'all' }, ...known.suggestions];
  const begun = last.value.toLowerCase();
  const names = known.statuses.filter((name) => name.toLowerCase().includes(begun)).slice(0, mostStatuses);
  return [{ kind: 'all' }, ...names.map((name): Choice => ({ kind: 'status', name }))];
}

/** Tells choices apart. */
export function idOf(choice: Choice): string {
  switch (choice.kind) {
    case 'all':
      return 'all';
    case 'ticket':
      return `ticket-${choice.number}`;
    case 'customer':
      return `customer-${choice.customer.id}`;
    case 'tag':
      return `tag-${choice.tag}`;
    case 'status':
      return `status-${choice.name}`;
    case 'key':
      return `key-${choice.key}`;
  }
}
