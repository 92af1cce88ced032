import { buffer } from 'node:stream/consumers';
import type { MailComposerAttachment } from 'nodemailer/lib/mail-composer';
import type { App } from '../../context.ts';
import { imagesIn } from '../../platform/html/clean-html.ts';
import type { Tx } from '../../tables.ts';
import type { OutboxRow } from './claim-mail.ts';

/** The files that go along with a mail: those of its message, and the images that its formatted text shows by `cid:`. */
export async function attachmentsOf(app: App, row: OutboxRow): Promise<MailComposerAttachment[]> {
  const files = await filesOf(app.db, app.org, row);
  return Promise.all(
    files.map(async ({ id, name, media_type, sha256, inline }) => ({
      filename: name,
      contentType: media_type,
      content: await buffer(app.files.get(sha256)),
      ...(inline ? { cid: id, contentDisposition: 'inline' } : {}),
    })),
  );
}

/** The same without their contents. */
export async function filesOf(tx: Tx, org: number, row: Pick<OutboxRow, 'message_id' | 'html'>) {
  const shown = imagesIn(row.html ?? '');
  if (row.message_id === null && shown.length === 0) return [];
  const rows = await tx
    .selectFrom('stored_file as f')
    .select(['f.id', 'f.name', 'f.media_type', 'f.size', 'f.sha256'])
    .where('f.org_id', '=', org)
    .where((where) =>
      where.or([
        ...(shown.length > 0 ? [where('f.id', 'in', shown)] : []),
        ...(row.message_id === null
          ? []
          : [
              where.exists(
                where
                  .selectFrom('message_attachment as a')
                  .whereRef('a.org_id', '=', 'f.org_id')
                  .whereRef('a.file_id', '=', 'f.id')
                  .where('a.message_id', '=', row.message_id),
              ),
            ]),
      ]),
    )
    .orderBy('f.id')
    .execute();
  return rows.map((file) => ({ ...file, inline: shown.includes(file.id) }));
}
