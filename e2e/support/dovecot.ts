import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { onTestFinished, type TestContext } from 'vitest';
import { makeRunFolder, removeRunFolder } from '../../server/src/platform/testing/run-folder.ts';
import { until } from './until.ts';

const binary = '/usr/sbin/dovecot';

/** An IMAP server of the test's own, with one account. */
export interface Dovecot {
  host: string;
  port: number;
  user: string;
  password: string;
  /** a connection to the account, closed when the test ends */
  client(): Promise<ImapFlow>;
}

/**
 * Starts dovecot on a free port with a configuration of its own; the test is skipped with the reason, which `npm test`
 * prints, on a machine without it. It runs as root and as an ordinary account.
 */
export async function startDovecot(context: TestContext): Promise<Dovecot> {
  if (!existsSync(binary))
    return context.skip('dovecot is missing: install the Debian package dovecot-imapd to fetch mail by IMAP');
  const folder = makeRunFolder('shouwen-dovecot');
  onTestFinished(() => removeRunFolder(folder));
  const port = await freePort();
  const password = 'open sesame';
  write(folder, port, password);
  const child = spawn(binary, ['-F', '-c', join(folder, 'dovecot.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  onTestFinished(() => end(child));
  const client = async () => {
    const one = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: 'desk', pass: password },
      logger: false,
    });
    one.on('error', () => undefined); // what it was doing fails with it
    await one.connect();
    onTestFinished(() => one.close());
    return one;
  };
  await until(
    'dovecot answers',
    async () => {
      if (child.exitCode !== null) throw new Error(`dovecot ended: ${said}${log(folder)}`);
      return client().then(
        (one) => one.logout().then(() => true),
        () => false,
      );
    },
    60,
  ).catch((error: unknown) => {
    throw new Error(`dovecot does not answer: ${said}${log(folder)}`, { cause: error });
  });
  return { host: '127.0.0.1', port, user: 'desk', password, client };
}

const log = (folder: string) => {
  const file = join(folder, 'log');
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-4000) : '';
};

/** As root dovecot wants accounts of the machine for its parts; as an ordinary account everything is that one. */
function write(folder: string, port: number, password: string): void {
  const root = process.getuid?.() === 0;
  const name = (id: string) => spawnSync('id', [id], { encoding: 'utf8' }).stdout.trim();
  const own = name('-un');
  const ownGroup = name('-gn');
  // the mail itself belongs to nobody in particular
  const ids = root
    ? { uid: 65_534, gid: 65_534 }
    : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  mkdirSync(join(folder, 'run'));
  mkdirSync(join(folder, 'mail'));
  chmodSync(folder, 0o755);
  if (root) chownSync(join(folder, 'mail'), ids.uid, ids.gid);
  writeFileSync(join(folder, 'users'), `desk:{PLAIN}${password}:${ids.uid}:${ids.gid}::${folder}/mail::\n`);
  chmodSync(join(folder, 'users'), 0o644);
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
listen = 127.0.0.1
mail_location = maildir:${folder}/mail/Maildir
mail_max_userip_connections = 100
first_valid_uid = 1
default_login_user = ${root ? 'dovenull' : own}
default_internal_user = ${root ? 'dovecot' : own}
default_internal_group = ${root ? 'dovecot' : ownGroup}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service imap {
  user = ${root ? '' : own}
}
service auth {
  user = ${root ? '' : own}
}
service auth-worker {
  user = ${root ? 'root' : own}
}
service stats {
  chroot =
}
`,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('There is no free port.');
  return address.port;
}
