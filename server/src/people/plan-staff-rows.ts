import type { Context } from '../context.ts';
import type { ImportPlan, ReadRow, RowError, RowOutcome } from '../imports/run-import.ts';
import { Refusal } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { changeUser } from './change-user.ts';
import { createUser } from './create-user.ts';
import { requireManager, requireMayGrant, requireMayManage } from './policy.ts';
import type { ImportedPerson } from './read-staff-row.ts';
import type { StoredPerson } from './stored-staff.query.ts';

interface PlannedRow {
  row: number;
  input: ImportedPerson;
  stored: StoredPerson | null;
  failure: Omit<RowError, 'row'> | null;
}
type Stored = ReadonlyMap<string, StoredPerson>;

/** Works out what rows would do to the staff, and how to do it: leaders before those who report to them. */
export function planStaffRows(
  tx: Tx,
  context: Context,
  stored: Stored,
  rows: readonly ReadRow<ImportedPerson>[],
): ImportPlan {
  const planned = rows.map(({ row, input }): PlannedRow => {
    return { row, input, stored: stored.get(input.email) ?? null, failure: null };
  });
  refuseDoubles(planned);
  for (const one of planned) one.failure ??= faultOf(context, one);
  const chain = settleChain(stored, planned);
  const outcomes = planned.map(({ row, failure, ...one }): RowOutcome => {
    if (failure) return { row, ...failure, outcome: 'failed' };
    return { row, outcome: one.stored === null ? 'created' : differs(one, stored) ? 'updated' : 'unchanged' };
  });
  return {
    outcomes,
    async carryOut() {
      const ids = new Map([...stored].map(([email, person]) => [email, person.row.id]));
      const good = planned.filter((one) => one.failure === null);
      good.sort((a, b) => depthOf(chain, a.input.email) - depthOf(chain, b.input.email) || a.row - b.row);
      for (const one of good) ids.set(one.input.email, await write(tx, context, one, ids));
    },
  };
}

function refuseDoubles(planned: PlannedRow[]): void {
  const first = new Map<string, number>();
  for (const one of planned) {
    const earlier = first.get(one.input.email);
    if (earlier === undefined) first.set(one.input.email, one.row);
    else one.failure = { field: 'email', code: 'import_same_person', params: { row: earlier } };
  }
}

/** What the viewer may not do, or the row does not say. */
function faultOf(context: Context, { input, stored }: PlannedRow): PlannedRow['failure'] {
  if (stored === null && input.name === null) return { field: 'name', code: 'field_required' };
  if (stored?.row.state === 'deactivated') return { field: 'email', code: 'user_deactivated' };
  const added = addedTo(stored, input);
  return (
    refusalOf(null, () => stored && requireMayManage(context, { ...stored, id: stored.row.id })) ??
    refusalOf('roles', () => {
      for (const grant of added.grants) requireMayGrant(context, grant);
    }) ??
    refusalOf('teams', () => {
      for (const team of added.teams) requireManager(context, team.unit_id);
    })
  );
}

function refusalOf(field: string | null, ask: () => unknown): PlannedRow['failure'] {
  try {
    ask();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { field, code: error.code, ...(error.details.params ? { params: error.details.params } : {}) };
  }
}

function addedTo(stored: StoredPerson | null, input: ImportedPerson) {
  const has = new Set(stored?.grants.map((grant) => `${grant.role} ${grant.unit}`));
  return {
    grants: input.grants.filter((grant) => !has.has(`${grant.role} ${grant.unit}`)),
    teams: input.teams.filter((team) => !stored?.teams.includes(team.id)),
  };
}

function differs({ input, stored }: Pick<PlannedRow, 'input' | 'stored'>, all: Stored): boolean {
  if (!stored) return true;
  const { row } = stored;
  const added = addedTo(stored, input);
  return (
    (input.name !== null && input.name !== row.name) ||
    (input.language !== null && input.language !== row.language) ||
    (input.time_zone !== null && input.time_zone !== row.time_zone) ||
    (input.leader !== null && all.get(input.leader)?.row.id !== row.reports_to_id) ||
    added.grants.length + added.teams.length > 0
  );
}

/** The chain of command as it will be: from each mail address to the leader's. */
type Chain = ReadonlyMap<string, string>;

/** Fails rows whose leader is nowhere, fails too, or would close the chain to a circle. Gives the chain that remains. */
function settleChain(stored: Stored, planned: PlannedRow[]): Chain {
  for (;;) {
    const chain = chainOf(stored, planned);
    const there = new Set(planned.filter((one) => !one.failure).map((one) => one.input.email));
    const wrong = planned.filter((one) => {
      const { leader, email } = one.input;
      if (one.failure || leader === null) return false;
      const known =
        there.has(leader) || (stored.has(leader) && stored.get(leader)?.row.state !== 'deactivated');
      const value = leader.slice(0, 100);
      if (!known) one.failure = { field: 'reports_to', code: 'import_leader_unknown', params: { value } };
      else if (liesOnCircle(chain, email)) one.failure = { field: 'reports_to', code: 'reports_in_circle' };
      return one.failure !== null;
    });
    if (wrong.length === 0) return chain;
  }
}

function chainOf(stored: Stored, planned: PlannedRow[]): Chain {
  const addresses = new Map([...stored].map(([email, person]) => [person.row.id, email]));
  const chain = new Map<string, string>();
  for (const [email, { row }] of stored) {
    const leader = row.reports_to_id === null ? undefined : addresses.get(row.reports_to_id);
    if (leader !== undefined) chain.set(email, leader);
  }
  for (const { input, failure } of planned)
    if (!failure && input.leader !== null) chain.set(input.email, input.leader);
  return chain;
}

function liesOnCircle(chain: Chain, email: string): boolean {
  const seen = new Set<string>();
  for (let at = chain.get(email); at !== undefined && !seen.has(at); at = chain.get(at)) {
    if (at === email) return true;
    seen.add(at);
  }
  return false;
}

function depthOf(chain: Chain, email: string): number {
  let depth = 0;
  for (let at = chain.get(email); at !== undefined; at = chain.get(at)) depth++;
  return depth;
}

async function write(
  tx: Tx,
  context: Context,
  { input, stored }: PlannedRow,
  ids: ReadonlyMap<string, string>,
): Promise<string> {
  const leader = input.leader === null ? undefined : ids.get(input.leader);
  const said = {
    ...(input.name === null ? {} : { name: input.name }),
    ...(input.language === null ? {} : { language: input.language }),
    ...(input.time_zone === null ? {} : { time_zone: input.time_zone }),
    ...(leader === undefined ? {} : { reports_to_id: leader }),
  };
  const roles = [...(stored?.grants ?? []), ...addedTo(stored, input).grants];
  const placed = {
    roles: roles.map(({ role, unit }) => ({ role, unit_id: unit })),
    team_ids: [...(stored?.teams ?? []), ...addedTo(stored, input).teams.map((team) => team.id)],
  };
  if (!stored) return createUser(tx, context, { email: input.email, name: '', ...said, ...placed });
  await changeUser(tx, context, stored.row.id, { ...said, ...placed }, null);
  return stored.row.id;
}
