import { sql } from 'kysely';
import type { App } from '../../context.ts';
import { type Loop, startLoop } from '../../platform/loop.ts';
import { markDueOfFile } from '../due.ts';
import { formatOf } from './readable.ts';
import { type ReaderOptions, runReader } from './run-reader.ts';

const mostAttempts = 2;
const leaseTime = 120_000; // ms until another process may take up a file whose reader was killed with its process
const idleLook = 1_000; // ms

interface Waiting {
  sha256: string;
  media_type: string | null;
  attempts: number;
}

/**
 * Reads the text of one attachment that waits for it, and marks the tickets that have it. The attempt is counted and
 * committed before: a file that takes its reader, or the whole process, down with it is left alone after two. Gives
 * whether there was one.
 */
export async function readNextFile(app: App, options: ReaderOptions = {}): Promise<boolean> {
  const file = await claim(app);
  if (!file) return false;
  const format = formatOf(file.media_type ?? '');
  if (format === null || file.attempts > mostAttempts) {
    await settle(app, file.sha256, { state: 'failed', reason: 'gave_up', content: '' });
    return true;
  }
  if ((await app.files.size(file.sha256)) === null) {
    await settle(app, file.sha256, { state: 'failed', reason: 'missing', content: '' });
    return true;
  }
  const reading = await runReader(app.files.get(file.sha256), format, options).catch(
    async (error: unknown) => {
      await putBack(app, file.sha256);
      throw error;
    },
  );
  if ('failure' in reading) {
    app.log.info({ file: file.sha256, ...reading }, 'the text of an attachment cannot be read');
    await settle(app, file.sha256, { state: 'failed', reason: reading.failure, content: '' });
  } else await settle(app, file.sha256, { state: 'read', reason: null, content: reading.text });
  return true;
}

async function claim(app: App): Promise<Waiting | undefined> {
  const now = app.clock.now();
  const { rows } = await sql<Waiting>`
    update file_text set attempts = attempts + 1, next_at = ${new Date(now.getTime() + leaseTime)}
    where org_id = ${app.org} and sha256 = (
      select sha256 from file_text -- index file_text_waiting
      where org_id = ${app.org} and state = 'waiting' and (next_at is null or next_at <= ${now})
      order by next_at nulls first, sha256 limit 1 for update skip locked)
    returning sha256, attempts, (
      select media_type from stored_file f where f.org_id = file_text.org_id and f.sha256 = file_text.sha256 limit 1
    ) as media_type`.execute(app.db);
  return rows[0];
}

async function settle(
  app: App,
  sha256: string,
  outcome: { state: 'read' | 'failed'; reason: string | null; content: string },
): Promise<void> {
  await app.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('file_text')
      .set({ ...outcome, next_at: null, read_at: app.clock.now() })
      .where('org_id', '=', app.org)
      .where('sha256', '=', sha256)
      .execute();
    if (outcome.content.trim() !== '') await markDueOfFile(tx, app.org, sha256);
  });
}

/** The attempt was none: the file had no part in its end. */
async function putBack(app: App, sha256: string): Promise<void> {
  await sql`
    update file_text set attempts = attempts - 1, next_at = null
    where org_id = ${app.org} and sha256 = ${sha256} and state = 'waiting'`.execute(app.db);
}

/** Goes on reading attachments, one at a time, until it is stopped; the one in hand is put back then. */
export function startReadingFiles(app: App, onRead: () => void): Loop {
  const ending = new AbortController();
  const loop = startLoop({
    name: 'attachments',
    log: app.log,
    step: async () => {
      const read = await readNextFile(app, { signal: ending.signal });
      if (read) onRead();
      return read ? 0 : idleLook;
    },
  });
  return {
    nudge: loop.nudge,
    stop() {
      ending.abort(new Error('the process is to end'));
      return loop.stop();
    },
  };
}
