import { type Composition, compose } from '../compose.ts';
import { systemClock } from '../platform/clock.ts';
import { openLog } from '../platform/log.ts';
import { migrate } from '../platform/migrate.ts';
import { readSettings, type Settings } from '../platform/settings.ts';
import { prepareOrganisation } from '../prepare-organisation.ts';
import { openStorage, readSecret } from '../storage.ts';

/**
 * Runs a command's work on the database of the settings, beside a running server or alone, and leaves it in order.
 * `prepare: false` leaves the schema as it is (a restore brings its own).
 */
export async function withProduct<T>(
  work: (composition: Composition) => Promise<T>,
  options: { settings?: Settings; prepare?: boolean } = {},
): Promise<T> {
  const settings = options.settings ?? readSettings(process.env);
  const log = openLog(settings.log === 'info' ? 'warn' : settings.log);
  const storage = await openStorage(settings, log, 'command');
  try {
    const composition = await compose({
      settings,
      pool: storage.pool,
      clock: systemClock,
      log,
      secret: await readSecret(settings),
    });
    if (options.prepare !== false) {
      await migrate(storage.pool, systemClock.now());
      await prepareOrganisation(composition);
    }
    return await work(composition);
  } finally {
    await storage.close();
  }
}

/** Prints a result: as JSON with `--json`, else as the given lines. */
export function print(args: string[], result: unknown, lines: string[]): void {
  process.stdout.write(
    args.includes('--json') ? `${JSON.stringify(result)}\n` : lines.map((line) => `${line}\n`).join(''),
  );
}

/** The value after an option such as `--for`; null when it is not there. */
export function option(args: string[], name: string): string | null {
  const index = args.indexOf(name);
  return index < 0 ? null : (args[index + 1] ?? null);
}
