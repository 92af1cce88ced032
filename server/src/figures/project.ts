import { consumedAt } from '@shouwen/obligations';
import type { Insertable } from 'kysely';
import type { Context } from '../context.ts';
import { type LoadedObligation, reviveAll } from '../obligations/store.ts';
import type { Tx } from '../tables.ts';
import { type Course, courseOf, type Fact } from './course.ts';
import { grouped } from './grouped.ts';
import { sourcesOf } from './sources.query.ts';
import type { FigureDutyTable, FigureFactTable, FigureSpanTable } from './tables.ts';

type Row<Table> = Omit<Insertable<Table>, 'org_id' | 'ticket_id'>;
/** The rows of one ticket in the three tables. */
export interface TicketFacts {
  facts: Row<FigureFactTable>[];
  spans: Row<FigureSpanTable>[];
  duties: Row<FigureDutyTable>[];
}

type Projecting = Pick<Context, 'org' | 'configuration'>;

/** Works out the facts of these tickets from the ledger up to a position. A ticket without an opening has none. */
export async function factsOf(
  tx: Tx,
  context: Projecting,
  tickets: readonly string[],
  upTo: number,
): Promise<Map<string, TicketFacts>> {
  const sources = await sourcesOf(tx, context.org, tickets, upTo);
  const loaded = await reviveAll(
    tx,
    context.org,
    sources.flatMap((source) => source.obligations),
  );
  const byTicket = grouped(loaded, ({ row }) => row.ticket_id);
  return new Map(
    sources.flatMap((source) => {
      const course = courseOf(source.events, source.received);
      const obligations = byTicket.get(source.id) ?? [];
      return course ? [[source.id, rowsOf(context, course, obligations)] as const] : [];
    }),
  );
}

function rowsOf(context: Projecting, course: Course, obligations: readonly LoadedObligation[]): TicketFacts {
  const counts = new Map<string, number>();
  const next = (kind: string) => {
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    return n;
  };
  return {
    facts: course.facts.map((fact) => ({
      kind: fact.kind,
      n: next(fact.kind),
      event_id: fact.event,
      at: fact.at,
      team_id: fact.team,
      user_id: fact.user,
      elapsed_ms: fact.elapsed,
      counted_ms: countedFor(context, fact, obligations),
      undone_at: fact.undone,
    })),
    spans: course.spans.map((span, at) => ({
      n: at + 1,
      from_at: span.from,
      to_at: span.to,
      team_id: span.team,
      user_id: span.user,
    })),
    duties: obligations.map(({ row }) => ({
      obligation_id: row.id,
      kind: row.kind,
      team_id: row.owner_team_id ?? course.teamAt(row.done_at ?? row.due_at ?? row.opened_at),
      user_id: row.owner_user_id,
      due_at: row.due_at,
      done_at: row.done_at,
      state: row.state,
      outcome: row.outcome,
    })),
  };
}

const proofOf: Partial<Record<Fact['kind'], string>> = { first_answer: 'answer', solution: 'resolution' };

/** What the obligation that this step fulfilled has consumed by then, in the time that its target counts. */
function countedFor(
  { configuration }: Projecting,
  fact: Fact,
  obligations: readonly LoadedObligation[],
): number | null {
  const proof = proofOf[fact.kind];
  if (!proof) return null;
  for (const { row, clock, calendar } of obligations) {
    const spec = configuration.get('obligations', row.kind);
    // what a later message or answer has begun is no part of it
    if (spec?.on !== 'ticket.opened' || spec.proof !== proof) continue;
    const at = clock.history.findIndex(
      (entry) => entry.kind === 'done' && entry.event === fact.event && !entry.void,
    );
    if (at < 0) continue;
    // as it stood then: what came after has not consumed anything yet
    const then = { ...clock, history: clock.history.slice(0, at + 1) };
    return consumedAt(calendar, then, fact.at);
  }
  return null;
}
