import { type Selectable, sql } from 'kysely';
import type { Context } from '../context.ts';
import { instructionPolicy, instructionsWhere } from '../instructions/policy.ts';
import { viewerOf } from '../people/viewer.ts';
import { notFound } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';
import { logRead } from '../tickets/log-read.ts';
import { ticketsWhere } from '../tickets/policy.ts';
import type { StoredFileTable } from './tables.ts';

/**
 * A file that this member of staff may have: one's own as long as it is attached to nothing; after that it is guarded by
 * what it is attached to, and whoever may see a ticket with the message, note or reply, or the request for instruction, may have it. Throws not-found
 * otherwise, whatever the reason. A file of a confidential ticket is noted in the read log.
 */
export async function findFile(tx: Tx, context: Context, id: string): Promise<Selectable<StoredFileTable>> {
  const viewer = viewerOf(context);
  const file = await tx
    .selectFrom('stored_file')
    .selectAll()
    .where('org_id', '=', context.org)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!file) throw notFound('file');
  const attached = await tx
    .selectFrom('message_attachment')
    .select('message_id')
    .where('org_id', '=', context.org)
    .where('file_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  if (await isOnInstruction(tx, context, id)) return file;
  if (!attached) {
    if (file.created_by !== viewer.userId) throw notFound('file');
    return file;
  }
  const ticket = await ticketShowing(tx, context, id);
  if (!ticket) throw notFound('file');
  await logRead(tx, context, ticket);
  return file;
}

/** Whether the file is attached to a request for instruction that the viewer may see (index instruction_file_by_file). */
async function isOnInstruction(tx: Tx, context: Context, fileId: string): Promise<boolean> {
  const requests = await tx
    .selectFrom('instruction_file as a')
    .innerJoin('instruction_step as s', (join) =>
      join.onRef('s.org_id', '=', 'a.org_id').onRef('s.id', '=', 'a.step_id'),
    )
    .select('s.request_id')
    .where('a.org_id', '=', context.org)
    .where('a.file_id', '=', fileId)
    .execute();
  if (requests.length === 0) return false;
  const policy = await instructionPolicy(tx, context);
  const seen = await tx
    .selectFrom('instruction_request as i')
    .select('i.id')
    .where('i.org_id', '=', context.org)
    .where(
      'i.id',
      'in',
      requests.map((one) => one.request_id),
    )
    .where(instructionsWhere(policy, context.now))
    .limit(1)
    .executeTakeFirst();
  return seen !== undefined;
}

/** A ticket on whose page the viewer sees the file, a merged one on the page of its target; one that is not confidential if there is one. */
async function ticketShowing(tx: Tx, context: Context, fileId: string): Promise<TicketRow | undefined> {
  const { rows } = await sql<TicketRow>`
    with recursive thread (id) as (
      select m.ticket_id
      from message_attachment a join message m on m.org_id = a.org_id and m.id = a.message_id
      where a.org_id = ${context.org} and a.file_id = ${fileId}
      union
      select source.merged_into_id from ticket source join thread on source.id = thread.id
      where source.org_id = ${context.org} and source.merged_into_id is not null
    )
    select t.* from ticket t join thread on t.id = thread.id
    where t.org_id = ${context.org} and ${ticketsWhere(context)}
    order by t.confidential limit 1`.execute(tx);
  return rows[0];
}
