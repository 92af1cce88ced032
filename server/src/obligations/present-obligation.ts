import type { Obligation } from '@shouwen/api';
import { consumedAt } from '@shouwen/obligations';
import type { Context } from '../context.ts';
import { say } from '../platform/texts.ts';
import type { LoadedObligation, ObligationRow } from './store.ts';

/** The columns that an obligation shows, beside its clock. */
export type ShownColumns = Pick<
  ObligationRow,
  'id' | 'kind' | 'owner_user_id' | 'owner_team_id' | 'towards_customer' | 'clause'
>;

/** The names that an obligation shows: its owner's and its team's. */
export interface OwnerNames {
  user(id: string | null): { id: string; name: string } | null;
  team(id: string): { id: string; name: Obligation['name'] };
}

/** An obligation as the API shows it, with what is left of its budget at this moment. */
export function presentObligation(
  context: Context,
  { row, clock, calendar }: LoadedObligation<ShownColumns>,
  names: OwnerNames,
): Obligation {
  const { configuration } = context;
  const spec =
    configuration.get('obligations', row.kind) ?? configuration.get('instruction_duties', row.kind);
  const running = clock.state === 'open' || clock.state === 'paused';
  return {
    id: row.id,
    kind: row.kind,
    name: spec?.name ?? builtInName(row.kind),
    owner: {
      user: names.user(row.owner_user_id),
      team: row.owner_team_id ? names.team(row.owner_team_id) : null,
    },
    state: clock.state,
    outcome: clock.outcome,
    started_at: clock.started_at.toISOString(),
    due_at: clock.due_at?.toISOString() ?? null,
    remaining_ms: running ? clock.budget_ms - consumedAt(calendar, clock, context.now) : clock.remaining_ms,
    budget_ms: clock.budget_ms,
    done_at: clock.done_at?.toISOString() ?? null,
    paused_for: clock.paused_for,
    towards_customer: row.towards_customer,
    clause: row.clause,
  };
}

// Kinds that a use case opens itself, such as the answer to a consultation.
function builtInName(kind: string): Obligation['name'] {
  return {
    zh: say('zh', `obligation.${kind}`),
    en: say('en', `obligation.${kind}`),
    es: say('es', `obligation.${kind}`),
  };
}
