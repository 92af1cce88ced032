import { anyOf, type Condition, type Field, never, toSql } from '@shouwen/conditions';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Context } from '../context.ts';
import { unitsWith } from '../people/viewer.ts';
import { fragment } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import type { InstructionRequestTable } from './tables.ts';

export type RequestRow = Selectable<InstructionRequestTable>;

/** A request as the policy reads it: its row (`i` in every query), and whom it was addressed to or who was passed over. */
export interface RequestRecord extends RequestRow {
  parties: readonly string[];
}

const person = (
  column: 'asked_by' | 'asker_id' | 'addressee_id' | 'superior_id' | 'considerer_id',
): Field<RequestRecord> => ({ type: 'id', read: (i) => i[column], sql: `i.${column}` });
const party = (condition: string) =>
  `exists (select 1 from instruction_party p where p.org_id = i.org_id and p.request_id = i.id and ${condition})`;
const fields = {
  asked_by: person('asked_by'),
  asker: person('asker_id'),
  addressee: person('addressee_id'),
  superior: person('superior_id'),
  considerer: person('considerer_id'),
  unit: { type: 'id', read: (i: RequestRecord) => i.unit_id, sql: 'i.unit_id', neverNull: true },
  parties: {
    type: 'many_id',
    read: (i: RequestRecord) => i.parties,
    sql: {
      contains: (parameter: string) => party(`p.user_id = ${parameter}`),
      isSet: () => party('p.user_id is not null'),
    },
    neverNull: true,
  },
} satisfies Record<string, Field<RequestRecord>>;

/**
 * Which requests for instruction a viewer may see: those that the viewer asked or carries on, was addressed with or
 * passed over on, or is to decide on; those of whoever stands below the viewer in the chain of command; and those of the
 * units where the viewer may read all. To see the ticket does not suffice. The one access policy of requests: lists,
 * pages, steps and explanations use this tree.
 */
export async function instructionPolicy(tx: Tx, context: Context): Promise<Condition> {
  const { viewer, configuration } = context;
  if (!viewer) return never;
  const me = viewer.userId;
  const below = await peopleBelow(tx, context, me);
  const headed = configuration
    .units()
    .filter((unit) => unit.head_id === me)
    .flatMap((unit) => [...configuration.unitsBelow(unit.id)]);
  return anyOf(
    { field: 'asked_by', is: me },
    { field: 'asker', is: me },
    { field: 'addressee', is: me },
    { field: 'superior', is: me },
    { field: 'considerer', is: me },
    { field: 'parties', contains: me },
    { field: 'asked_by', in: below },
    { field: 'asker', in: below },
    { field: 'unit', in: [...new Set([...headed, ...unitsWith(viewer, 'instruction.read_all')])] },
  );
}

/** The policy as a boolean SQL expression over `instruction_request i`. */
export function instructionsWhere(policy: Condition, now: Date): RawBuilder<boolean> {
  return fragment(toSql(policy, fields, { now, firstParameter: 1 }));
}

/**
 * Those for whom the ladder of the chain of command goes up to a person: who reports to that person, however far down,
 * and the members of teams led by one of these, as far as they report to nobody (index user_account_by_leader).
 */
async function peopleBelow(tx: Tx, { org }: Context, userId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below (id) as (
      select ${userId}::uuid
      union
      select lower.id from below cross join lateral (
        select u.id from user_account u where u.org_id = ${org} and u.reports_to_id = below.id
        union all
        select m.user_id from team t
          join team_member m on m.org_id = t.org_id and m.team_id = t.id
          join user_account u on u.org_id = m.org_id and u.id = m.user_id and u.reports_to_id is null
        where t.org_id = ${org} and t.lead_id = below.id and m.user_id <> below.id
      ) lower
    )
    select id from below where id <> ${userId}`.execute(tx);
  return rows.map(({ id }) => id);
}
