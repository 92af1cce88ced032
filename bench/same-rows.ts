import type { Pool } from 'pg';

/** Rows of a ticket by table, each row as columns and values, ids and moments by their kind only. */
export type Written = Record<string, string[]>;

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g;
// numbers that are never the same twice, and what is written later by who follows the ledger
const leftOut = new Set(['number', 'seq', 'position', 'hash', 'payload_digest', 'salt']);

/** Every row about a ticket that was written at or after the transaction of this message. */
export async function rowsSince(pool: Pool, message: string): Promise<Written> {
  const { rows: found } = await pool.query<{ ticket: string; xid: string }>(
    'select ticket_id as ticket, xmin::text as xid from message where org_id = 1 and id = $1',
    [message],
  );
  const { ticket, xid } = found[0] ?? {};
  if (!ticket || !xid) throw new Error(`no message ${message}`);
  const { rows: tables } = await pool.query<{ table: string }>(
    `select c.table_name as table from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.column_name = 'ticket_id' and t.table_type = 'BASE TABLE' and c.table_name not like 'search%'`,
  );
  const sources = [
    ['ticket', 'from ticket r where r.org_id = 1 and r.id = $1'],
    ...tables.map(({ table }) => [table, `from ${table} r where r.org_id = 1 and r.ticket_id = $1`]),
    [
      'obligation_step',
      'from obligation o join obligation_step r on r.org_id = o.org_id and r.obligation_id = o.id where o.org_id = 1 and o.ticket_id = $1',
    ],
    [
      'event_payload',
      'from event e join event_payload r on r.org_id = e.org_id and r.event_id = e.id where e.org_id = 1 and e.ticket_id = $1',
    ],
  ] as const;
  const written: Written = {};
  for (const [table = '', from = ''] of sources) {
    const { rows } = await pool.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(r) as row ${from} and age(r.xmin) <= age($2::text::xid)`,
      [ticket, xid],
    );
    if (rows.length > 0) written[table] = rows.map(({ row }) => plainly(row)).sort();
  }
  return written;
}

function plainly(row: Record<string, unknown>): string {
  const kept = Object.fromEntries(Object.entries(row).filter(([name]) => !leftOut.has(name)));
  return JSON.stringify(kept)
    .replace(uuid, 'id')
    .replace(moment, 'moment')
    .replace(/"number":\d+/, '"number":1')
    .replace(/http:\S+\/t\/[\w.-]+/, 'link');
}

/** How two sets of rows differ, one line each; nothing when they are the same. */
export function differences(product: Written, bare: Written): string[] {
  const names = [...new Set([...Object.keys(product), ...Object.keys(bare)])].sort();
  return names.flatMap((table) => {
    const [mine, theirs] = [product[table] ?? [], bare[table] ?? []];
    const only = (rows: string[], others: string[]) => rows.filter((row) => !others.includes(row));
    return [
      ...only(mine, theirs).map((row) => `${table}: product only: ${row}`),
      ...only(theirs, mine).map((row) => `${table}: bare only: ${row}`),
    ];
  });
}
