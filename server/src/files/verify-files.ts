import { createHash } from 'node:crypto';
import type { App } from '../context.ts';
import type { Tx } from '../tables.ts';

const batchSize = 1_000;

/** Every stored file must be there with its size and, when asked, with content of its digest. Gives how many there are. */
export async function verifyFiles(
  tx: Tx,
  app: App,
  found: (what: string) => void,
  options: { digests: boolean },
): Promise<number> {
  let count = 0;
  const right = new Set<string>();
  for (let after = ''; ; ) {
    let query = tx
      .selectFrom('stored_file')
      .select(['id', 'name', 'sha256', 'size'])
      .where('org_id', '=', app.org)
      .orderBy('id')
      .limit(batchSize);
    if (after) query = query.where('id', '>', after);
    const rows = await query.execute();
    for (const { id, sha256, size } of rows) {
      const content = `${sha256} ${size}`;
      if (right.has(content)) continue;
      const problem = await problemOf(app, sha256, size, options.digests);
      if (problem) found(`file ${id} ${problem}`);
      else right.add(content);
    }
    count += rows.length;
    const last = rows.at(-1);
    if (!last) return count;
    after = last.id;
  }
}

async function problemOf(app: App, sha256: string, size: number, digests: boolean): Promise<string | null> {
  const there = await app.files.size(sha256);
  if (there === null) return 'is not in the file store';
  if (there !== size) return `has ${there} bytes instead of ${size}`;
  if (!digests) return null;
  const hash = createHash('sha256');
  for await (const chunk of app.files.get(sha256)) hash.update(chunk as Buffer);
  return hash.digest('hex') === sha256 ? null : 'has other content than when it was stored';
}
