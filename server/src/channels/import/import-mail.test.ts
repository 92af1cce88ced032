import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { importMail } from './import-mail.ts';
import { findMailFiles } from './mail-sources.ts';

let test: TestApp;
let folder: string;
beforeAll(async () => {
  test = await startTestApp();
  folder = await mkdtemp(join(inject('testFolder'), 'mail-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const mail = (name: string, more = '') =>
  `From: ${name} <${name.toLowerCase()}@example.org>\nTo: support@localhost\nSubject: From ${name}\nMessage-ID: <${name}@example.org>\nDate: Mon, 2 Mar 2026 08:00:00 +0000\n${more}\nThe words of ${name}.\n`;
const subjects = async () =>
  (await test.app.db.selectFrom('ticket').select('subject').orderBy('number').execute()).map(
    (row) => row.subject,
  );
const rows = async () =>
  (await test.app.db.selectFrom('mail_in').select('id').where('source', '=', 'import').execute()).length;
const take = async (...paths: string[]) => importMail(test, await findMailFiles(paths));

describe('an import of mail', () => {
  it('takes in single mails, mbox files and Maildir folders, with answers where they belong', async () => {
    const single = join(folder, 'one.eml');
    await writeFile(single, mail('Ana'));
    const mbox = join(folder, 'old.mbox');
    await writeFile(
      mbox,
      `From ana Mon Mar  2 08:00:00 2026\n${mail('Bo')}>From here on it is quoted.\n\nFrom bo Mon Mar  2 09:00:00 2026\n${mail('Bo2', 'In-Reply-To: <Bo@example.org>\n').replace('bo2@', 'bo@')}\n`,
    );
    const maildir = join(folder, 'Maildir');
    for (const part of ['cur', 'new', 'tmp', '.Sent/cur'])
      await mkdir(join(maildir, part), { recursive: true });
    await writeFile(join(maildir, 'cur', '1000.a:2,S'), mail('Cy'));
    await writeFile(join(maildir, 'new', '1001.b'), mail('Di'));
    await writeFile(join(maildir, 'tmp', '1002.c'), mail('Nobody'));
    await writeFile(join(maildir, '.Sent', 'cur', '1003.d'), mail('Ed'));
    const result = await take(single, mbox, maildir);
    expect(result).toMatchObject({ mails: 6, verdicts: { new_ticket: 5, reply: 1 }, already: 0 });
    expect((await subjects()).sort()).toEqual(['From Ana', 'From Bo', 'From Cy', 'From Di', 'From Ed']);
    const quoted = await test.app.db
      .selectFrom('message')
      .select('body')
      .where('body', 'like', '%words of Bo.%')
      .executeTakeFirstOrThrow();
    expect(quoted.body).toContain('\nFrom here on');
  });

  it('passes over what is there, so that it can be done again when it broke off', async () => {
    const before = await rows();
    const again = await take(join(folder, 'one.eml'), join(folder, 'old.mbox'), join(folder, 'Maildir'));
    expect(again).toMatchObject({ mails: 6, verdicts: {}, already: 6 });
    expect(await rows()).toBe(before);
  });

  it('acknowledges nothing: whoever wrote years ago waits for nothing', async () => {
    expect(await test.app.db.selectFrom('outbox').select('id').execute()).toEqual([]);
  });

  it('says what is not there', async () => {
    await expect(findMailFiles([join(folder, 'nothing')])).rejects.toThrow('There is no file or folder');
  });
});
