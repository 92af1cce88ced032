import type { FirstStepKey, SectionName } from '@shouwen/api';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';

type Shows = (tx: Tx, context: Context) => Promise<boolean>;

/** Whether the work itself shows that a step is done. */
export const shows: Readonly<Record<FirstStepKey, Shows>> = {
  people: hasColleagues,
  types: changedHere('types', 'categories'),
  statuses: changedHere('statuses'),
  targets: changedHere('obligations'),
  form: changedHere('web_forms'),
  mailbox: hasMailbox,
  ticket: hasTicket,
  second_factor: hasSecondFactor,
};

/** Something in these sections is as this organisation wants it, not as the pack has it. */
function changedHere(...sections: SectionName[]): Shows {
  return async (_tx, { configuration }) =>
    configuration.all().some((entry) => entry.local && sections.includes(entry.section));
}

/** Sample data shows nothing of the organisation's own work. */
const notMadeUp = (id: string) =>
  sql<boolean>`not exists (select 1 from sample_record s where s.id = ${sql.ref(id)})`;

async function hasColleagues(tx: Tx, { org }: Context): Promise<boolean> {
  const people = await tx
    .selectFrom('user_account')
    .select('id')
    .where('org_id', '=', org)
    .where(notMadeUp('user_account.id'))
    .limit(2)
    .execute();
  return people.length > 1;
}

async function hasTicket(tx: Tx, { org }: Context): Promise<boolean> {
  const ticket = await tx
    .selectFrom('ticket')
    .select('id')
    .where('org_id', '=', org)
    .where(notMadeUp('ticket.id'))
    .limit(1)
    .execute();
  return ticket.length > 0;
}

/** The mailbox that every installation begins with counts once somebody has given it an address. */
async function hasMailbox(tx: Tx, { org }: Context): Promise<boolean> {
  const mailbox = await tx
    .selectFrom('mailbox')
    .select('id')
    .where('org_id', '=', org)
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('created_by', 'is not', null), where('version', '>', 1)]))
    .limit(1)
    .executeTakeFirst();
  return mailbox !== undefined;
}

/** Of whoever asks: they hold the keys to everything. */
async function hasSecondFactor(tx: Tx, { org, viewer }: Context): Promise<boolean> {
  if (!viewer) return false;
  const rows = await tx
    .selectFrom('totp')
    .select('user_id')
    .where('org_id', '=', org)
    .where('user_id', '=', viewer.userId)
    .where('confirmed_at', 'is not', null)
    .union((union) =>
      union
        .selectFrom('passkey')
        .select('user_id')
        .where('org_id', '=', org)
        .where('user_id', '=', viewer.userId),
    )
    .execute();
  return rows.length > 0;
}
