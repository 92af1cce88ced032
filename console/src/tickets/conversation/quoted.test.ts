import { describe, expect, it } from 'vitest';
import { splitFresh, splitNodes, splitQuoted } from './quoted.ts';

describe('quoted text', () => {
  it.each([
    ['Thanks.\n\nOn Mon, 23 Nov 2026 at 10:02, Ben <b@example.com> wrote:\n> Hello\n>\n> Ben', 'Thanks.'],
    ['Gracias.\n\nEl lun, 23 nov 2026 a las 10:02, Ben\n<b@example.com> escribió:\n\n> Hola', 'Gracias.'],
    ['好的。\n\n在 2026年11月23日 10:02，客服 写道：\n> 您好', '好的。'],
    ['收到\n\n------------------ 原始邮件 ------------------\n发件人: "客服"\n主题: 回复', '收到'],
    ['Yes.\n\nFrom: Ben\nSent: Monday\nTo: Ana\nSubject: Pump\n\nHello', 'Yes.'],
    ['> a\nNo.\n> b', '> a\nNo.'],
  ])('is what a mail program puts at the end: %j', (text, own) => {
    expect(splitQuoted(text).own).toBe(own);
    expect(splitQuoted(text).quoted).not.toBe('');
  });

  it.each([
    'No quotation.',
    '> only quoted',
    '> a question\nAn answer.',
    'From: the station\nTo: the airport',
    'a > b',
  ])('is not what the author wrote: %j', (text) => {
    expect(splitQuoted(text)).toEqual({ own: text, quoted: '' });
  });

  it('is what is not new, where that is known', () => {
    expect(splitFresh('Yes.\n\n> No?', 'Yes.')).toEqual({ own: 'Yes.', quoted: '> No?' });
    expect(splitFresh('> a?\nYes.\n> b', 'Yes.')).toEqual({ own: 'Yes.', quoted: '> a?\nYes.\n> b' });
  });

  it('is found in formatted text at the end, under the line that introduces it', () => {
    const node = (nodeName: string, textContent: string) => ({ nodeName, textContent });
    const [answer, intro, quote] = [node('P', 'Yes.'), node('P', '客服 写道：'), node('BLOCKQUOTE', 'Hello')];
    expect(splitNodes([answer, intro, quote])).toEqual({ own: [answer], quoted: [intro, quote] });
    expect(splitNodes([answer, quote]).quoted).toEqual([]);
    expect(splitNodes([intro, quote]).quoted).toEqual([]);
    expect(splitNodes([answer, intro, quote, node('P', 'And this.')]).quoted).toEqual([]);
  });
});
