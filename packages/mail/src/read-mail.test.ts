import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readMail } from './read-mail.ts';

/** A mail as bytes: text in the lines given, which may hold bytes of any charset. */
function mail(...lines: (string | Buffer)[]): Buffer {
  return Buffer.concat(lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from('\r\n')])));
}

const heads = [
  'From: =?utf-8?B?546L5Lyf?= <Wang.Wei@Example.com>',
  'To: Help <help@shouwen.example>',
  'Date: Mon, 23 Nov 2026 10:02:11 +0800',
  'Message-ID: <abc@example.com>',
  'Subject: =?gb2312?B?xPq6ww==?=',
];

describe('reading a mail', () => {
  it('gives who wrote what to whom and when', async () => {
    const read = await readMail(mail(...heads, 'Content-Type: text/plain; charset=utf-8', '', '水泵坏了。'));
    expect(read).toMatchObject({
      from: { address: 'wang.wei@example.com', name: '王伟' },
      to: [{ address: 'help@shouwen.example', name: 'Help' }],
      messageId: 'abc@example.com',
      subject: '您好',
      date: new Date('2026-11-23T02:02:11Z'),
      text: '水泵坏了。',
      fresh: '水泵坏了。',
      html: null,
      nature: 'ordinary',
      attachments: [],
      defects: [],
    });
  });

  it.each([
    ['gb18030', '您好，水泵坏了，请派人来修。𠀀', 'gb18030'],
    ['gb2312', '您好，請問镕喆', 'gbk'],
    ['big5', '您好，請問水泵何時修好', 'big5'],
    ['shift_jis', 'ポンプが壊れました。①', 'shift_jis'],
    ['koi8-r', 'Здравствуйте, насос сломан', 'koi8-r'],
    ['windows-1251', 'Здравствуйте, насос сломан', 'windows-1251'],
    ['windows-1252', '“La bomba” está rota – ¿cuándo viene? 20 €', 'windows-1252'],
    ['iso-8859-1', '“La bomba” está rota', 'windows-1252'],
    ['utf-8', 'mislabelled: 您好，水泵坏了', 'gb18030'],
    ['iso-8859-1', '您好，水泵坏了，请派人来修，谢谢。', 'gb18030'],
    ['gb2312', '您好，水泵坏了，请派人来修，谢谢。', 'utf-8'],
  ])('reads text that says it is %s: %s', async (charset, text, really) => {
    const read = await readMail(
      mail(
        ...heads,
        `Content-Type: text/plain; charset="${charset}"`,
        'Content-Transfer-Encoding: 8bit',
        '',
        iconv.encode(text, really),
      ),
    );
    expect(read.text).toBe(text);
    expect(read.defects).toEqual([]);
  });

  it('tells history and signature from what is new', async () => {
    const read = await readMail(
      mail(
        ...heads,
        '',
        'Thanks, that works.',
        '',
        '-- ',
        'Ana',
        '',
        'On Mon, 23 Nov 2026 at 10:02, Help <help@shouwen.example> wrote:',
        '> Dear Ana',
        '> Ben',
      ),
    );
    expect(read.fresh).toBe('Thanks, that works.');
    expect(read.text).toContain('Dear Ana');
  });

  it('never throws over what it is given', async () => {
    for (const raw of ['', '\0', 'x', 'Content-Type: multipart/mixed; boundary=a\n\n--a', '\n\n\n'])
      expect((await readMail(Buffer.from(raw))).digest).toHaveLength(64);
  });
});
