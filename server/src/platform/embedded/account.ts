import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** An ordinary account that the server runs under, because PostgreSQL refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

const NAMES = ['postgres', '_postgres', 'node', 'nobody'];

/** True when this process is root on a system that has one. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

/**
 * The account for the server: undefined (this process's own) unless we are root; then the owner of the existing
 * cluster, or an account that the system has (`postgres`, `node`, `nobody`). Accounts are never created.
 * @param cluster the folder of an existing cluster, when there is one
 */
export function chooseAccount(cluster: string | undefined): Account | undefined {
  if (!isRoot()) return undefined;
  if (cluster !== undefined) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid, name: accountNames().get(uid) ?? `number ${uid}` };
  }
  const known = knownAccounts();
  for (const name of NAMES) {
    const found = known.find((account) => account.name === name);
    if (found !== undefined) return found;
  }
  // The number that stands for nobody on every Unix; PostgreSQL needs no name for it.
  return { uid: 65534, gid: 65534, name: 'number 65534' };
}

/** True when this process's user has no entry in the password file, as containers like it (`--user 12345`). */
export function isNameless(account: Account | undefined): boolean {
  if (process.platform !== 'linux') return false;
  const uid = account?.uid ?? process.geteuid?.();
  return uid !== undefined && !accountNames().has(uid);
}

/**
 * The first folder on the way to `path` that the account may not enter, or undefined when it reaches it.
 * Only the mode bits are looked at; access lists could allow more.
 */
export function closedFolderOnTheWay(path: string, account: Account | undefined): string | undefined {
  if (account === undefined) return undefined;
  const way: string[] = [];
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    way.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return way.find((folder) => {
    const { uid, gid, mode } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    return (mode & bit) === 0;
  });
}

function accountNames(): Map<number, string> {
  return new Map(knownAccounts().map((account) => [account.uid, account.name]));
}

function knownAccounts(): Account[] {
  let text: string;
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    // A container without a password file has no named accounts.
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    // macOS writes nobody as -2, which no process can be given.
    if (!name || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}
