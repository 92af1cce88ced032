import type { Tx } from '../tables.ts';
import type { SampleKind } from './tables.ts';

export interface SampleRecord {
  kind: SampleKind;
  id: string;
  added_at: Date;
}

/** Everything that was made up and is still there. */
export async function sampleRecords(tx: Tx, org: number): Promise<SampleRecord[]> {
  return tx
    .selectFrom('sample_record')
    .select(['kind', 'id', 'added_at'])
    .where('org_id', '=', org)
    .orderBy('kind')
    .orderBy('id')
    .execute();
}

/** Of these ids those of made-up records. */
export async function sampleAmong(tx: Tx, org: number, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('sample_record')
    .select('id')
    .where('org_id', '=', org)
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map((row) => row.id));
}
