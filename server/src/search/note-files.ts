import type { Tx } from '../tables.ts';
import { unreadable } from './attachments/readable.ts';
import type { Source } from './sources.query.ts';

/** Sees to it that attachments whose text is not known yet are read, or notes why they are not. */
export async function noteFiles(tx: Tx, org: number, sources: readonly Source[]): Promise<void> {
  const files = sources.flatMap((source) => source.messages.flatMap((message) => message.files));
  const unknown = new Map(files.filter((file) => file.content === null).map((file) => [file.sha256, file]));
  if (unknown.size === 0) return;
  const rows = [...unknown.values()].map((file) => {
    const reason = unreadable(file);
    return {
      org_id: org,
      sha256: file.sha256,
      state: reason === null ? ('waiting' as const) : ('skipped' as const),
      reason,
      next_at: null,
      read_at: null,
    };
  });
  await tx
    .insertInto('file_text')
    .values(rows)
    .onConflict((clash) => clash.columns(['org_id', 'sha256']).doNothing())
    .execute();
}
