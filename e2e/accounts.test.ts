import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWhere } from '../server/src/platform/testing/where.ts';
import { clientFor, withAdministrator } from './support/api.ts';
import { type Installation, useInstallations } from './support/installation.ts';
import { processesOf } from './support/processes.ts';
import { copyProduct } from './support/product-copy.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const isRoot = process.geteuid?.() === 0;
const nobody = { uid: 65_534, gid: 65_534 };

/** Starts, takes a ticket in, is killed, starts again and still has it. */
async function expectToWork(here: Installation): Promise<void> {
  const server = await here.start(withAdministrator);
  const { call } = await clientFor(here, server.url);
  const request = { subject: 'Is it open?', body: 'When?', customer: { name: 'Wei' } };
  const { number } = await call('openTicket', { body: request });
  await server.end('SIGKILL');
  const again = await here.start();
  const after = await clientFor(here, again.url);
  expect(await after.call('getTicket', { params: { number } })).toMatchObject({ subject: 'Is it open?' });
  expect(await again.end('SIGTERM')).toMatchObject({ code: 0 });
  await until('nothing of the installation runs', () => processesOf(here.folder).length === 0, 20);
}

describeWhere(isRoot, 'only as root', 'the built product', () => {
  it('works for an ordinary account that may write nothing but its data folder', async () => {
    const here = install({ account: nobody });
    const home = dirname(here.folder);
    const product = copyProduct(join(home, 'product'));
    chmodSync(product, 0o755);
    mkdirSync(here.folder);
    chownSync(here.folder, nobody.uid, nobody.gid);
    await expectToWork(here.of(product));
    expect(statSync(join(here.folder, 'secret')).uid).toBe(nobody.uid);
  });

  it('works for root under a folder that only root may enter, and says where it keeps the database', async () => {
    const here = install();
    const closed = join(dirname(here.folder), 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const product = copyProduct(join(closed, 'product'));
    const inside = here.of(product, join(closed, 'data'));
    const server = await inside.start({ ...withAdministrator, SHOUWEN_LOG: 'info' });
    const location = readFileSync(join(inside.folder, 'database.location'), 'utf8').trim();
    try {
      expect(server.stderr()).toContain(`The database is kept in ${location}, because PostgreSQL refuses`);
      await server.end('SIGTERM');
      await expectToWork(inside);
    } finally {
      await until('the database is not in use', () => processesOf(location).length === 0, 20);
      rmSync(location, { recursive: true });
    }
    expect(existsSync(location)).toBe(false);
  });
});
