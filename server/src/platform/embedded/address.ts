import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, closedFolderOnTheWay } from './account.ts';
import { codeOf, explain } from './error.ts';
import type { Place } from './place.ts';

/** Where a server listens: a folder with its socket, or (Windows) the loopback address, and the port. */
export interface Address {
  host: string;
  port: number;
}

/** The number in the name of the socket; no TCP port is opened. */
export const SOCKET_PORT = 5432;
// The system's limit for the whole path is 104 to 108 bytes.
const LONGEST_PATH = 100;

/**
 * Chooses where the server will listen and makes the private folder of its socket.
 * @param previous where it listened before, when clients still hold that address
 */
export async function makeAddress(place: Place, previous?: Address): Promise<Address> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort(previous?.port ?? 0) };
  const host = await explain('The folder of the database socket cannot be made', () => {
    if (previous !== undefined) return makePrivate(previous.host, place.account);
    const beside = join(place.folder, 'socket');
    if (fits(beside)) return makePrivate(beside, place.account);
    return makePrivate(shortFolder(place), place.account);
  });
  return { host, port: SOCKET_PORT };
}

/** Removes the socket's folder after the server has stopped, when it lies outside the data folder. */
export function removeAddress(place: Place, address: Address): void {
  if (process.platform === 'win32' || address.host.startsWith(place.folder)) return;
  try {
    rmdirSync(address.host);
  } catch (error) {
    // Already gone, or another process has just started the server again.
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
  }
}

/** The file name of the socket in its folder. */
export function socketOf(address: Address): string {
  return join(address.host, `.s.PGSQL.${address.port}`);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(socketOf({ host: folder, port: SOCKET_PORT })) <= LONGEST_PATH;
}

function shortFolder(place: Place): string {
  const name = `shouwen-${createHash('sha256').update(place.folder).digest('hex').slice(0, 16)}`;
  const usual = join(tmpdir(), name);
  const usable = fits(`${usual}-123456`) && closedFolderOnTheWay(tmpdir(), place.account) === undefined;
  return usable ? usual : join('/tmp', name);
}

/** Makes the folder for the account alone. A folder that somebody else put under that name is left alone. */
function makePrivate(folder: string, account: Account | undefined): string {
  const chosen = makeOrReuse(folder, account) ?? mkdtempSync(`${folder}-`);
  if (account !== undefined) chownSync(chosen, account.uid, account.gid);
  chmodSync(chosen, 0o700);
  return chosen;
}

function makeOrReuse(folder: string, account: Account | undefined): string | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const found = lstatSync(folder);
  const own = found.uid === (account?.uid ?? process.geteuid?.()) || found.uid === process.geteuid?.();
  return found.isDirectory() && own ? folder : undefined;
}

function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) => {
      if (wanted === 0) reject(error);
      else freePort(0).then(resolve, reject);
    });
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
