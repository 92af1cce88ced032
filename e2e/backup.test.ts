import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient, type LedgerEvent } from '@shouwen/api';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientFor, send, withAdministrator } from './support/api.ts';
import { administrator, type Installation, useInstallations } from './support/installation.ts';
import { wholeLedger } from './support/ledger.ts';
import { type Acknowledged, openTickets } from './support/load.ts';
import { makeChance } from './support/random.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

interface Taken {
  archive: string;
  key: string;
  /** confirmed before the backup began */
  before: Acknowledged[];
  /** digest and name of each attached file by its id */
  files: Map<string, { name: string; digest: string }>;
  ledger: { position: number };
  events: LedgerEvent[];
}

/** Attaches a file to a note on a ticket of its own, as the console does. Gives its id. */
async function attach(url: string, key: string, name: string, content: Uint8Array): Promise<string> {
  const call = createClient({ baseUrl: url, apiKey: key });
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  const file = await call('uploadFile', {}, { form });
  const { number } = await call('openTicket', {
    body: { subject: name, body: 'With a file.', customer: { name: 'Wei' }, attachments: [file.id] },
  });
  const ticket = await call('getTicket', { params: { number } });
  expect(ticket.messages.flatMap((message) => message.attachments)).toMatchObject([{ id: file.id, name }]);
  return file.id;
}

/** A backup of an installation that is busy taking in tickets. */
async function backupUnderLoad(here: Installation): Promise<Taken> {
  const server = await here.start(withAdministrator);
  const { key, call } = await clientFor(here, server.url);
  const files: Taken['files'] = new Map();
  for (const [name, content] of [
    ['photo.bin', randomBytes(300_000)],
    ['合同.txt', Buffer.from('甲方与乙方')],
    ['empty.txt', Buffer.alloc(0)],
  ] as const)
    files.set(await attach(server.url, key, name, content), { name, digest: digest(content) });
  const load = openTickets(makeChance(), { clients: 16, url: () => server.url, key });
  await until('the load is under way', () => load.acknowledged.length >= 50);
  const before = [...load.acknowledged];
  const archive = join(here.folder, '..', 'all.backup');
  const made = await here.cli(['backup', archive, '--json']);
  expect(made.code, made.stderr).toBe(0);
  expect(load.acknowledged.length, 'the load went on meanwhile').toBeGreaterThan(before.length);
  await load.finish();
  const { ledger } = JSON.parse(made.stdout) as { ledger: { position: number } };
  const events = await until('the source has numbered more than the snapshot', async () => {
    const all = await wholeLedger(call);
    return all.length > ledger.position && all;
  });
  await server.end('SIGTERM');
  return { archive, key, before, files, ledger, events };
}

describe('a backup taken under load', () => {
  let taken: Taken;
  beforeAll(async () => {
    taken = await backupUnderLoad(install());
  });

  it('restored into an empty folder holds every ticket confirmed before it, the ledger and every file', async () => {
    const there = install();
    const restored = await there.cli(['restore', taken.archive]);
    expect(restored.code, restored.stderr).toBe(0);
    const server = await there.start();
    const call = createClient({ baseUrl: server.url, apiKey: taken.key });
    for (const one of taken.before) {
      const ticket = await call('getTicket', { params: { number: one.number } });
      expect([ticket.id, ticket.subject]).toEqual([one.id, one.subject]);
      expect(ticket.messages.map((message) => message.body)).toEqual([`The text of ${one.subject}`]);
      expect(ticket.obligations).toHaveLength(3);
    }
    const events = await until('what the snapshot had not numbered yet is numbered', async () => {
      const all = await wholeLedger(call);
      return all.length >= taken.ledger.position && all;
    });
    const known = taken.ledger.position;
    expect(events.slice(0, known)).toEqual(taken.events.slice(0, known));
    for (const [id, { digest: expected }] of taken.files) {
      const answer = await fetch(`${server.url}/api/v1/files/${id}`, {
        headers: { authorization: `Bearer ${taken.key}` },
      });
      expect(answer.status).toBe(200);
      expect(digest(new Uint8Array(await answer.arrayBuffer()))).toBe(expected);
    }
    const verified = await there.cli(['verify', '--digests']);
    expect(verified.code, verified.stdout + verified.stderr).toBe(0);
    // it goes on from there: people sign in, and the next number is nobody's
    expect((await send(server.url, 'POST', '/session', { body: administrator })).status).toBe(201);
    const next = await call('openTicket', {
      body: { subject: 'After the restore', body: 'Going on.', customer: { name: 'Wei' } },
    });
    expect(next.number).toBeGreaterThan(Math.max(...taken.before.map((one) => one.number)));
    const again = await there.cli(['restore', taken.archive]);
    expect([again.code, again.stderr.trim().split('\n').length]).toEqual([1, 1]);
    await server.end('SIGTERM');
    const full = await there.cli(['restore', taken.archive]);
    expect([full.code, full.stdout]).toEqual([1, '']);
    expect(full.stderr).toMatch(/^The installation is not empty: .*\.\n$/);
  });

  it('that was damaged is refused with one sentence, and the installation is as empty as before', async () => {
    const there = install();
    const whole = readFileSync(taken.archive);
    const altered = Buffer.from(whole);
    const middle = Math.floor(whole.length / 2);
    altered[middle] = (altered[middle] ?? 0) ^ 1;
    const bad = join(there.folder, '..', 'bad.backup');
    for (const content of [whole.subarray(0, middle), altered, Buffer.from('nothing of the kind')]) {
      writeFileSync(bad, content);
      const refused = await there.cli(['restore', bad]);
      expect([refused.code, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toMatch(
        /^(The backup )?\S+ is (damaged or incomplete: .*|not a backup of Shouwen)\.\n$/,
      );
    }
    const absent = await there.cli(['restore', `${bad}-none`]);
    expect([absent.code, absent.stderr]).toEqual([1, `There is no file ${bad}-none.\n`]);
    const server = await there.start();
    expect((await send(server.url, 'GET', '/setup')).body).toEqual({ needed: true });
    await server.end('SIGTERM');
    const restored = await there.cli(['restore', taken.archive]);
    expect(restored.code, restored.stderr).toBe(0);
  });
});
