import type { App } from '../../context.ts';

/** The mail of a row as it came. */
export async function rawOf(app: App, id: string): Promise<Buffer> {
  const { raw_sha256 } = await app.db
    .selectFrom('mail_in')
    .select('raw_sha256')
    .where('org_id', '=', app.org)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const chunks: Buffer[] = [];
  for await (const chunk of app.files.get(raw_sha256)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
