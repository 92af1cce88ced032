import type { Message, TimelineEntry } from '@shouwen/api';
import type { Context } from '../context.ts';
import { presentEntry, type TimelineRow, timelineSql } from '../events/read-timeline.ts';
import { type OwnedRow, obligationsSql } from '../obligations/read-obligations.ts';
import { type LoadedObligation, reviveAll } from '../obligations/store.ts';
import { viewerOf } from '../people/viewer.ts';
import { isOneOf, query } from '../platform/sql.ts';
import type { Tx } from '../tables.ts';
import { type MessageRow, messagesSql, presentMessages } from './messages.query.ts';
import type { NameRow } from './people-names.query.ts';
import type { Thread } from './threads.query.ts';

export interface PageParts {
  messages: Message[];
  obligations: LoadedObligation<OwnedRow>[];
  timeline: TimelineEntry[];
  /** of those who owe something */
  names: NameRow[];
  /** up to which activity the viewer has read it; null: never */
  readUntil: Date | null;
}

interface Row {
  messages: MessageRow[];
  obligations: OwnedRow[];
  timeline: TimelineRow[];
  read_until: Date | null;
}

/**
 * What is to be read on the page of a ticket, in one statement: the rows come as JSON, which is quicker to take apart
 * than columns.
 */
export async function pageParts(
  tx: Tx,
  context: Context,
  ticketId: string,
  threads: Thread[],
): Promise<PageParts> {
  const ids = threads.map((thread) => thread.id);
  const of = (column: string) => isOneOf(column, ids, 2);
  const rows = (statement: string) => `coalesce((select json_agg(r) from (${statement}) r), '[]')`;
  const [row] = await query<Row>(
    tx,
    `select ${rows(messagesSql(of('m.ticket_id').text))} as messages,
      ${rows(obligationsSql(of('o.ticket_id').text))} as obligations,
      ${rows(timelineSql(of('e.ticket_id').text))} as timeline,
      (select seen_at from read_mark where org_id = $1 and user_id = $3 and ticket_id = $4) as read_until`,
    [context.org, of('').value, viewerOf(context).userId, ticketId],
  );
  if (!row) throw new Error('a statement without a table gives one row');
  return {
    messages: presentMessages(row.messages, threads),
    obligations: await reviveAll(tx, context.org, row.obligations),
    timeline: row.timeline.map(presentEntry),
    names: row.obligations.flatMap(namesIn),
    readUntil: row.read_until,
  };
}

function namesIn({ owner_user_id, owner_user_name, owner_team_id, owner_team_name }: OwnedRow): NameRow[] {
  const named: NameRow[] = [];
  if (owner_user_id && owner_user_name)
    named.push({ what: 'user', id: owner_user_id, name: owner_user_name, kind: null });
  if (owner_team_id && owner_team_name)
    named.push({ what: 'team', id: owner_team_id, name: owner_team_name, kind: null });
  return named;
}
