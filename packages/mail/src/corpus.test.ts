import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readMail } from './read-mail.ts';
import type { ReadMail } from './types.ts';

const folder = join(import.meta.dirname, '../corpus');

/** What a mail of the corpus must be read as; what is not said is not asked. */
interface Expected extends Partial<Omit<ReadMail, 'attachments' | 'date'>> {
  attachments: { name: string; size: number; sha256: string; kind: string; inline: boolean }[];
  date?: string | null;
  sameDigestAs?: string;
  otherDigestThan?: string;
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -4));
const raw = (name: string) => readFileSync(join(folder, `${name}.eml`));
const expected = (name: string): Expected => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

describe('the corpus of mails', () => {
  const read = new Map<string, ReadMail>();
  beforeAll(async () => {
    for (const name of names) read.set(name, await readMail(raw(name)));
  });

  it('is of every kind that mail programs make', () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  it.each(names)('%s', (name) => {
    const { attachments, date, sameDigestAs, otherDigestThan, ...rest } = expected(name);
    const mail = read.get(name);
    if (!mail) throw new Error(`${name} was not read`);
    expect(mail).toMatchObject(rest);
    if (date !== undefined) expect(mail.date?.toISOString() ?? null).toBe(date);
    expect(
      mail.attachments.map((file) => ({
        name: file.name,
        size: file.content.length,
        sha256: sha256(file.content),
        kind: file.kind,
        inline: file.inline,
      })),
    ).toEqual(attachments);
    if (mail.text !== '') expect(mail.fresh).not.toBe('');
    if (sameDigestAs) expect(mail.digest).toBe(read.get(sameDigestAs)?.digest);
    if (otherDigestThan) expect(mail.digest).not.toBe(read.get(otherDigestThan)?.digest);
  });
});
