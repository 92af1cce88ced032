import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, closedFolderOnTheWay, isNameless, isRoot } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedDatabaseError, explain } from './error.ts';
import { writeLocation, writeOwner } from './location.ts';
import { binariesForNameless, folderForNameless } from './nameless.ts';
import type { Place } from './place.ts';
import { type Outcome, runProgram } from './run-program.ts';
import { discard, makeSideFolder, putInPlace, writeDurably } from './side-folder.ts';

/** The database and the ordinary database user that the product works with. */
export const DATABASE = 'shouwen';
export const USER = 'shouwen';

/**
 * Makes the database of a data folder. It is complete or not there at all, whatever is killed when; of several processes
 * that make it at once, one wins and the others drop theirs.
 * @param sync false skips waiting for the disk (for tests only)
 */
export async function makeCluster(
  place: Place,
  binaries: Binaries,
  log: (message: string) => void,
  sync: boolean,
): Promise<void> {
  await explain(`The folder of the database, ${place.folder}, cannot be made`, async () => {
    const side = makeSideFolder(place.folder);
    try {
      await fill(side, place, binaries, sync);
    } catch (error) {
      discard(side);
      throw error;
    }
    if (!putInPlace(side, place.folder) || !place.outside) return;
    if (!writeLocation(place.dataDirectory, place.folder)) return discard(place.folder);
    const closed = closedFolderOnTheWay(place.dataDirectory, place.account);
    log(
      `The database is kept in ${place.folder}, because PostgreSQL refuses to run as root and the account ` +
        `${place.account?.name} may not enter ${closed}.`,
    );
  });
}

/** Refuses, with a sentence, a database that another major version of PostgreSQL made. */
export function checkMajor(place: Place, binaries: Binaries): void {
  const made = readFileSync(place.versionFile, 'utf8').trim();
  const cluster = readFileSync(join(place.pgdata, 'PG_VERSION'), 'utf8').trim();
  const other = [made, cluster].find((version) => version !== String(binaries.major));
  if (other === undefined) return;
  throw new EmbeddedDatabaseError(
    `The database in ${place.folder} was made by PostgreSQL ${other}, but this version of Shouwen carries ` +
      `PostgreSQL ${binaries.major}: start the version of Shouwen that made it, take a backup with it, ` +
      'and restore that into a new data folder.',
  );
}

async function fill(side: string, place: Place, binaries: Binaries, sync: boolean): Promise<void> {
  const { account } = place;
  // Root's folder lets the server's account through to the cluster, but not look around.
  chmodSync(side, isRoot() ? 0o711 : 0o700);
  const pgdata = join(side, 'postgres');
  const passwordFile = join(side, 'password');
  const password = randomBytes(24).toString('hex');
  mkdirSync(pgdata, { mode: 0o700 });
  mkdirSync(join(side, 'members'), { mode: 0o700 });
  writeDurably(passwordFile, `${password}\n`);
  if (account !== undefined) {
    for (const file of [pgdata, passwordFile]) chownSync(file, account.uid, account.gid);
  }
  const nameless = isNameless(account) ? folderForNameless(side) : undefined;
  try {
    const programs = nameless === undefined ? binaries : binariesForNameless(binaries, nameless);
    await initialise(programs, pgdata, passwordFile, account, sync);
    await addUserAndDatabase(programs, pgdata, password, account);
  } finally {
    if (nameless !== undefined) discard(nameless);
  }
  if (account !== undefined) chownSync(passwordFile, 0, 0);
  writeDurably(join(side, 'version'), `${binaries.major}\n`);
  if (place.outside) writeOwner(side, place.dataDirectory);
}

async function initialise(
  binaries: Pick<Binaries, 'initdb'>,
  pgdata: string,
  passwordFile: string,
  account: Account | undefined,
  sync: boolean,
): Promise<void> {
  // The built-in provider sorts and folds alike on every system, whatever its C library does in its next version.
  // The C library's locale still serves a few text functions; only Linux has a C.UTF-8 everywhere.
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const outcome = await runProgram(
    binaries.initdb,
    [
      ...['-D', pgdata, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
      ...['-E', 'UTF8', `--locale=${locale}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['-T', 'simple', '--no-instructions', ...(sync ? [] : ['--no-sync'])],
    ],
    account,
  );
  judge(outcome);
}

/** The product works as an ordinary database user, as it does on a server that others run; a fault then shows at home. */
async function addUserAndDatabase(
  binaries: Pick<Binaries, 'postgres'>,
  pgdata: string,
  password: string,
  account: Account | undefined,
): Promise<void> {
  const statements = [
    `CREATE ROLE ${USER} LOGIN CREATEDB PASSWORD '${password}'`,
    // For SHOW data_directory, by which a process that joins checks whose server it met.
    `GRANT pg_read_all_settings TO ${USER}`,
    `CREATE DATABASE ${DATABASE} OWNER ${USER}`,
  ];
  const args = [
    '--single',
    '-c',
    'exit_on_error=true',
    '-c',
    'log_min_messages=fatal',
    '-D',
    pgdata,
    'postgres',
  ];
  judge(await runProgram(binaries.postgres, args, account, `${statements.join('\n')}\n`));
}

function judge(outcome: Outcome): void {
  if (outcome.code === 0) return;
  const lines = outcome.output.split('\n');
  const line = lines.find((text) => /error|fatal|could not|panic/i.test(text)) ?? lines.at(-1) ?? '';
  const reason = line || `the program ended with ${outcome.signal ?? outcome.code}`;
  throw new EmbeddedDatabaseError(
    `The database cannot be made: ${reason.replace(/^initdb: (error: )?/, '')}.`,
  );
}
