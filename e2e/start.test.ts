import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientFor, send, withAdministrator } from './support/api.ts';
import { administrator, type Installation, type Outcome, useInstallations } from './support/installation.ts';
import { processesOf } from './support/processes.ts';
import { until } from './support/until.ts';

const install = useInstallations();

/** Ended with one sentence for the person who started it, and nothing from the inside. */
function expectSentence({ code, stdout, stderr }: Outcome, words: RegExp): void {
  expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(words);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/\.\n$/);
}

const nothingRuns = (here: Installation) =>
  until('nothing of the installation runs', () => processesOf(here.folder).length === 0, 20);

describe('starting and stopping', () => {
  it('is set up by the variables alone; Ctrl-C and SIGTERM end it cleanly', async () => {
    const here = install();
    const server = await here.start(withAdministrator);
    const signedIn = await send(server.url, 'POST', '/session', { body: administrator });
    expect(signedIn.status).toBe(201);
    expect((await send(server.url, 'GET', '/setup')).body).toEqual({ needed: false });
    expect(await server.end('SIGINT')).toMatchObject({ code: 0, stdout: '' });
    await nothingRuns(here);
    const again = await here.start();
    expect((await send(again.url, 'POST', '/session', { body: administrator })).status).toBe(201);
    expect(await again.end('SIGTERM')).toMatchObject({ code: 0, stdout: '' });
    await nothingRuns(here);
  });

  it('answers the requests that run before it ends, and waits for no idle connection', async () => {
    const here = install();
    const server = await here.start(withAdministrator);
    const { key } = await clientFor(here, server.url);
    const body = { subject: 'Last one in', body: 'Just now.', customer: { name: 'Wei' } };
    const asked = Array.from({ length: 20 }, (_, index) =>
      send(server.url, 'POST', '/tickets', { key, body, headers: { 'idempotency-key': `last-${index}` } }),
    );
    await Promise.race(asked); // by the first answer all of them are on their way
    const ended = server.end('SIGTERM');
    const answers = await Promise.allSettled(asked);
    const late = new Promise<null>((resolve) => setTimeout(resolve, 30_000, null).unref());
    expect(await Promise.race([ended, late])).toMatchObject({ code: 0 });
    const taken = answers.filter((one) => one.status === 'fulfilled' && one.value.status === 201).length;
    const again = await here.start();
    const { call } = await clientFor(here, again.url);
    const { items } = await call('listTickets', { query: { limit: 100 } });
    expect(items).toHaveLength(taken);
    await again.end('SIGTERM');
  });

  it('starts again after every process was killed at once, with all that it had confirmed', async () => {
    const here = install();
    const server = await here.start(withAdministrator);
    const { call } = await clientFor(here, server.url);
    const { number } = await call('openTicket', {
      body: { subject: 'Before the power cut', body: 'Is it still there?', customer: { name: 'Wei' } },
    });
    for (const pid of [server.pid, ...processesOf(here.folder).map((one) => one.pid)]) kill(pid);
    await server.ended;
    const again = await here.start();
    const after = await clientFor(here, again.url);
    expect(await after.call('getTicket', { params: { number } })).toMatchObject({
      subject: 'Before the power cut',
    });
    kill(again.pid);
    await again.ended;
    await nothingRuns(here); // the database does not outlive the only one that used it
  });
});

describe('what stops a start is one sentence', () => {
  it.each([
    [{ SHOUWEN_PORT: 'eighty' }, /^SHOUWEN_PORT is "eighty", but takes a whole number/],
    [{ SHOUWEN_ROLE: 'boss' }, /^SHOUWEN_ROLE is "boss", but takes one of/],
    [{ SHOUWEN_LOG: 'loud' }, /^SHOUWEN_LOG is "loud"/],
    [{ SHOUWEN_URL: 'help' }, /^SHOUWEN_URL is "help"/],
    [{ SHOUWEN_SECRET: 'short' }, /^SHOUWEN_SECRET must have at least/],
    [{ SHOUWEN_ADMIN_EMAIL: 'ada@example.com' }, /belong together/],
    [{ ...withAdministrator, SHOUWEN_ADMIN_PASSWORD: 'short' }, /at least 10 characters/],
    [{ DATABASE_URL: 'mysql://localhost/x' }, /^DATABASE_URL must begin with/],
    [{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' }, /database/i],
    [{ DATABASE_URL: 'postgres://nobody@no-such-host.invalid/x' }, /database/i],
  ])('%o', async (env, words) => {
    expectSentence(await install().serveToEnd(env), words);
  });

  it('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await until('the port is taken', () => taken.listening);
    const { port } = taken.address() as AddressInfo;
    const here = install();
    expectSentence(
      await here.serveToEnd({ SHOUWEN_PORT: String(port) }),
      new RegExp(`^Port ${port} is in use`),
    );
    await nothingRuns(here);
  });

  it('a data folder that cannot be one', async () => {
    const here = install();
    mkdirSync(here.folder);
    writeFileSync(join(here.folder, 'file'), '');
    expectSentence(await here.serveToEnd({ SHOUWEN_DATA: join(here.folder, 'file') }), /folder/);
  });

  it('a data folder in use; of two that start at once on a new one, one', async () => {
    const here = install({ env: withAdministrator });
    const starts = await Promise.allSettled([here.start(), here.start()]);
    const up = starts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(up).toHaveLength(1);
    const refused = starts.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(refused[0]).toMatch(/already running on this data folder/);
    expectSentence(await here.serveToEnd(), /^A Shouwen server is already running on this data folder/);
    const [server] = up;
    expect((await send(server?.url ?? '', 'GET', '/setup')).status).toBe(200);
    await server?.end('SIGTERM');
  });
});

describe('the command line', () => {
  it('joins a running server: `api-key create` prints nothing but the key', async () => {
    const here = install();
    const server = await here.start(withAdministrator);
    const made = await here.cli(['api-key', 'create', '--for', administrator.email]);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toMatch(/^\S+\n$/);
    expect((await send(server.url, 'GET', '/session', { key: made.stdout.trim() })).status).toBe(200);
    const none = await here.cli(['api-key', 'create', '--for', 'nobody@example.com']);
    expectSentence(none, /no active member of staff with the address nobody@example.com/);
    await server.end('SIGTERM');
    await nothingRuns(here);
  });

  it('works without a server too, and leaves none behind', async () => {
    const here = install({ env: withAdministrator });
    const made = await here.cli(['api-key', 'create', '--for', administrator.email]);
    expect(made).toMatchObject({ code: 0 });
    await nothingRuns(here);
    const server = await here.start();
    expect((await send(server.url, 'GET', '/session', { key: made.stdout.trim() })).status).toBe(200);
    await server.end('SIGTERM');
  });

  it('says what there is when it is asked for something else', async () => {
    const unknown = await install().cli(['dance']);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toMatch(/^There is no command "dance"\.\nCommands:\n {2}serve/);
  });
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // it went with another
  }
}
