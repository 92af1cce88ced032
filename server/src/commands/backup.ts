import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { restoreBackup } from '../backup/restore-backup.ts';
import { writeBackup } from '../backup/write-backup.ts';
import { systemClock } from '../platform/clock.ts';
import { StartError } from '../platform/errors.ts';
import { localFileStore } from '../platform/files/file-store.ts';
import { openLog } from '../platform/log.ts';
import { readSettings, type Settings } from '../platform/settings.ts';
import { openStorage } from '../storage.ts';
import type { Command } from './index.ts';
import { print, withProduct } from './with-product.ts';

const secretFile = (settings: Settings) => (settings.secret ? null : join(settings.dataDirectory, 'secret'));

/** `backup FILE`: everything in one file, while the server runs. */
export const backup: Command = {
  usage: 'FILE [--json]',
  summary: 'write everything into one file; works while the server runs',
  async run(args) {
    const file = fileOf(args, 'backup');
    const manifest = await withProduct(({ app, pool }) =>
      writeBackup(
        { pool, files: app.files, secretFile: secretFile(app.settings), now: app.clock.now() },
        file,
      ),
    );
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    print(args, manifest, [
      `${file}: ${rows} rows, ${manifest.files.length} files, ledger up to position ${manifest.ledger?.position ?? 0}.`,
    ]);
    if (!manifest.secret)
      process.stderr.write(
        'The secret comes from SHOUWEN_SECRET and is not in the backup: keep it with it.\n',
      );
  },
};

/** `restore FILE`: a backup into an empty installation. */
export const restore: Command = {
  usage: 'FILE [--json]',
  summary: 'restore a backup into an empty data folder or database',
  async run(args) {
    const file = fileOf(args, 'restore');
    if (!existsSync(file)) throw new StartError(`There is no file ${file}.`);
    const settings = readSettings(process.env);
    const storage = await openStorage(
      settings,
      openLog(settings.log === 'info' ? 'warn' : settings.log),
      'server',
    );
    try {
      const files = localFileStore(settings.files ?? join(settings.dataDirectory, 'files'));
      const manifest = await restoreBackup(
        { pool: storage.pool, files, secretFile: secretFile(settings), now: systemClock.now() },
        file,
      );
      print(args, manifest, [
        `Restored the backup of ${manifest.created_at}: ledger up to position ${manifest.ledger?.position ?? 0}.`,
      ]);
    } finally {
      await storage.close();
    }
  },
};

function fileOf(args: string[], command: string): string {
  const file = args.find((arg) => !arg.startsWith('--'));
  if (!file) throw new StartError(`Usage: ${command} FILE`);
  return file;
}
