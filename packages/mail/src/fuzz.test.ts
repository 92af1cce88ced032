import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readMail } from './read-mail.ts';
import { mutated, randomOf } from './testing/mutate.ts';

const folder = join(import.meta.dirname, '../corpus');
const corpus = readdirSync(folder)
  .filter((file) => file.endsWith('.eml'))
  .sort()
  .map((file) => readFileSync(join(folder, file)));

const long = process.env.SHOUWEN_TEST_LONG === '1';
const rounds = long ? 10_000 : 400;
const seed = 20261123;

it(
  `reads ${rounds} broken mails without a crash, and loses nothing silently`,
  async () => {
    for (let round = 0; round < rounds; round++) {
      const random = randomOf(seed + round);
      const raw = mutated(corpus, random);
      const mail = await readMail(raw).catch((error: unknown) => {
        throw new Error(`round ${round}`, { cause: error });
      });
      const strings = [
        mail.text,
        mail.fresh,
        mail.html ?? '',
        mail.subject,
        mail.from?.name ?? '',
        mail.messageId ?? '',
      ];
      const where = `round ${round}`;
      expect(
        strings.every((each) => each.isWellFormed() && !each.includes('\0')),
        where,
      ).toBe(true);
      expect(mail.digest, where).toMatch(/^[0-9a-f]{64}$/);
      if (mail.text !== '') expect(mail.fresh, where).not.toBe('');
      const nothing = mail.text === '' && mail.html === null && mail.attachments.length === 0;
      if (nothing && holdsBody(raw)) expect(mail.defects, where).not.toEqual([]);
    }
  },
  long ? 1_800_000 : 120_000,
);

/** Whether something stands below the first empty line. */
function holdsBody(raw: Buffer): boolean {
  const text = raw.toString('latin1').replaceAll('\0', '').replaceAll('\r\n', '\n').trimStart();
  const at = text.indexOf('\n\n');
  return at >= 0 && text.slice(at).trim() !== '';
}

it.each([
  ['spaces in one line', `\n\na${' '.repeat(1_000_000)}b`],
  ['hard spaces in HTML', `Content-Type: text/html\n\na${'&nbsp;'.repeat(300_000)}b`],
  ['elements within one another', `Content-Type: text/html\n\n${'<div>'.repeat(200_000)}a`],
  ['ends of nothing', `Content-Type: text/html\n\n${'<a></b>'.repeat(150_000)}`],
  ['begun signatures', `\n\n${'-----BEGIN PGP SIGNED MESSAGE-----\n'.repeat(30_000)}`],
  ['begun files', `\n\n${'begin 644 a\n'.repeat(80_000)}`],
  ['quotation marks', `\n\n${'>'.repeat(1_000_000)}`],
  ['introductions', `\n\n${'On 1/2 a@b:\n'.repeat(80_000)}`],
  ['addresses', `To: ${'a@example.com, '.repeat(60_000)}\n\nx`],
  ['brackets', `To: ${'(<"'.repeat(100_000)}\n\nx`],
  ['encoded words', `Subject: ${'=?utf-8?Q?=?='.repeat(60_000)}\n\nx`],
  ['folded lines', `Subject: a\n${' b\n'.repeat(200_000)}\nx`],
  ['parts within one another', nested(500)],
  ['parts side by side', `Content-Type: multipart/mixed; boundary=a\n\n${'--a\n\nx\n'.repeat(5000)}`],
  ['mails within one another', forwarded(40)],
])(
  'is not held up by many %s',
  async (_, raw) => {
    expect((await readMail(Buffer.from(raw))).digest).toHaveLength(64);
  },
  120_000,
);

function nested(depth: number): string {
  let mail = '';
  for (let at = 0; at < depth; at++) mail += `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`;
  return `${mail}\nx`;
}

function forwarded(depth: number): string {
  let mail = 'Subject: last\n\nx';
  for (let at = 0; at < depth; at++) mail = `Subject: Fwd\nContent-Type: message/rfc822\n\n${mail}`;
  return mail;
}
