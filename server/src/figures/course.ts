import type { StatusCategory } from '@shouwen/api';
import type { FactKind } from './tables.ts';

/** An event of a ticket, as far as its course is read from it. */
export interface CourseEvent {
  id: string;
  kind: string;
  at: Date;
  actor_kind: string;
  actor_id: string | null;
  data: Record<string, unknown>;
}
/** Something that happened and counts. `user` is who did it; of what was received, who answers for it. */
export interface Fact {
  kind: FactKind;
  event: string;
  at: Date;
  team: string;
  user: string | null;
  elapsed: number | null;
  undone: Date | null;
}
/** While it was unfinished, and with whom; `to` is not included. */
export interface Span {
  from: Date;
  to: Date | null;
  team: string;
  user: string | null;
}
/** Who had it from a moment on. */
interface Hands {
  at: Date;
  team: string;
  user: string | null;
}
export interface Course {
  facts: Fact[];
  spans: Span[];
  /** the team that had it at a moment */
  teamAt(at: Date): string;
}

interface State {
  received: Date;
  category: StatusCategory;
  merged: boolean;
  owner: string | null;
  hands: Hands[];
  facts: Fact[];
  spans: Span[];
}

const isEnded = (category: StatusCategory) => category === 'resolved' || category === 'closed';
// what these say is put back as if it had never been otherwise
const takesBack = ['ticket.change_undone', 'ticket.merge_returned'];

/**
 * What counts of a ticket, read from its events in the order of the ledger. `received` is when the request reached us.
 * A merge that was undone has never been; a change that was taken back has neither solved nor reopened anything; what
 * happens to a ticket while it is merged into another counts there. Null when the events do not begin with an opening that names a team.
 */
export function courseOf(events: readonly CourseEvent[], received: Date): Course | null {
  const [opening, ...rest] = events;
  if (opening?.kind !== 'ticket.opened' || typeof opening.data.team !== 'string') return null;
  const undone = new Set(
    events.filter((event) => event.kind === 'ticket.merge_undone').map((event) => event.data.merge),
  );
  const state = begin(opening, received);
  for (const event of rest) follow(state, event, undone);
  const facts = state.facts.map((fact) => (fact.kind === 'received' ? { ...fact, user: state.owner } : fact));
  return { facts, spans: state.spans, teamAt: (at) => handsAt(state.hands, at).team };
}

function begin({ id, at, data }: CourseEvent, received: Date): State {
  const team = String(data.team);
  const user = idIn(data.assignee);
  const owner = idIn(data.first_contact_owner);
  const fact = { event: id, at: received, team, user: owner, elapsed: null, undone: null };
  return {
    received,
    category: user || owner ? 'open' : 'new',
    merged: false,
    owner,
    hands: [{ at, team, user }],
    facts: [{ kind: 'received', ...fact }],
    spans: [{ from: received, to: null, team, user }],
  };
}

function follow(state: State, event: CourseEvent, undone: ReadonlySet<unknown>): void {
  const owner = change(event, 'first_contact_owner_id');
  if (owner) state.owner = idIn(owner.to);
  handOver(state, event);
  if (event.kind === 'ticket.answered' && event.actor_kind === 'user') answer(state, event, 'reply');
  const to = change(event, 'status_category')?.to as StatusCategory | undefined;
  if (to && isEnded(to) !== isEnded(state.category)) turn(state, event, to);
  if (to) state.category = to;
  if (event.kind === 'ticket.merged' && !undone.has(event.data.merge)) {
    state.merged = true;
    endSpan(state, event.at);
  }
}

/** Solved, or opened again. */
function turn(state: State, event: CourseEvent, to: StatusCategory): void {
  if (state.merged) return;
  const back = takesBack.includes(event.kind);
  if (isEnded(to)) {
    if (back && restoreSolution(state)) return;
    solve(state, event);
  } else if (!back || !withdrawSolution(state, event)) reopen(state, event);
}

function solve(state: State, event: CourseEvent): void {
  endSpan(state, event.at);
  const hands = lastOf(state.hands);
  const by = event.actor_kind === 'user' ? event.actor_id : hands?.user;
  // solved on the phone counts: the customer has the answer
  if (event.actor_kind === 'user') answer(state, event);
  state.facts.push({
    kind: 'solution',
    event: event.id,
    at: event.at,
    team: hands?.team ?? '',
    user: by ?? null,
    elapsed: Math.max(0, event.at.getTime() - state.received.getTime() - restedIn(state)),
    undone: null,
  });
}

function reopen(state: State, event: CourseEvent): void {
  const solution = lastSolution(state);
  if (solution) solution.undone ??= event.at;
  beginSpan(state, event.at);
}

/** Solved again as it was, because what had opened it was taken back. Without effect when nothing had. */
function restoreSolution(state: State): boolean {
  const solution = lastSolution(state);
  if (!solution?.undone) return false;
  const { undone } = solution;
  state.spans = state.spans.filter((span) => span.from < undone);
  solution.undone = null;
  return true;
}

/** Unfinished as it was, because the solution was taken back, and with it the answer that it was. */
function withdrawSolution(state: State, event: CourseEvent): boolean {
  const solution = lastSolution(state);
  const span = lastOf(state.spans);
  if (!solution || solution.undone || !span) return false;
  const repliedAsWell = state.facts.some((fact) => fact.kind === 'reply' && fact.event === solution.event);
  state.facts = state.facts.filter(
    (fact) =>
      fact !== solution && (fact.kind !== 'first_answer' || fact.event !== solution.event || repliedAsWell),
  );
  span.to = null;
  resettle(state, event.at);
  return true;
}

function answer(state: State, event: CourseEvent, also?: 'reply'): void {
  const answered = state.facts.some((fact) => fact.kind === 'first_answer');
  const fact = {
    event: event.id,
    at: event.at,
    team: lastOf(state.hands)?.team ?? '',
    user: event.actor_id,
    elapsed: Math.max(0, event.at.getTime() - state.received.getTime()),
    undone: null,
  };
  if (!answered) state.facts.push({ kind: 'first_answer', ...fact });
  if (also) state.facts.push({ kind: also, ...fact, elapsed: null });
}

/** Another team or person has it now. */
function handOver(state: State, event: CourseEvent): void {
  const team = change(event, 'team_id');
  const user = change(event, 'assignee_id');
  const now = lastOf(state.hands);
  if ((!team && !user) || !now) return;
  state.hands.push({
    at: event.at,
    team: team ? String(team.to) : now.team,
    user: user ? idIn(user.to) : now.user,
  });
  resettle(state, event.at);
}

/** What lasts goes on with whoever has it now. */
function resettle(state: State, at: Date): void {
  const span = lastOf(state.spans);
  const hands = lastOf(state.hands);
  if (!span || span.to || !hands || (span.team === hands.team && span.user === hands.user)) return;
  endSpan(state, at);
  beginSpan(state, at);
}

function beginSpan(state: State, from: Date): void {
  const hands = lastOf(state.hands);
  if (hands) state.spans.push({ from, to: null, team: hands.team, user: hands.user });
}

function endSpan(state: State, to: Date): void {
  const span = lastOf(state.spans);
  if (!span || span.to) return;
  // what lasted no time has never been
  if (to > span.from) span.to = to;
  else state.spans.pop();
}

/** How long it has been solved before. */
function restedIn(state: State): number {
  return state.facts
    .filter((fact) => fact.kind === 'solution' && fact.undone)
    .reduce((sum, fact) => sum + ((fact.undone?.getTime() ?? 0) - fact.at.getTime()), 0);
}

function handsAt(hands: readonly Hands[], at: Date): Hands {
  const [first] = hands;
  const found = hands.findLast((one) => one.at <= at) ?? first;
  if (!found) throw new Error('a ticket has been with some team from the beginning');
  return found;
}

function lastSolution(state: State): Fact | undefined {
  return state.facts.findLast((fact) => fact.kind === 'solution');
}
const lastOf = <T>(list: readonly T[]): T | undefined => list.at(-1);
const idIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function change(event: CourseEvent, column: string): { from: unknown; to: unknown } | undefined {
  const changes = event.data.changes as Record<string, { from: unknown; to: unknown }> | undefined;
  return changes?.[column];
}
