import type { ReadMail } from '@shouwen/mail';

const introduces = /(?:[:：]|-{3,}|_{3,})\s*$/;

/** What somebody wrote above a mail that they pass on: the lines before its head, and before the line that announces it. */
export function remarkOn(mail: Pick<ReadMail, 'text' | 'forwarded'>): string {
  const address = mail.forwarded?.from.address;
  const lines = mail.text.split('\n');
  let end = lines.findIndex((line) => address && line.toLowerCase().includes(address));
  if (end < 0) return '';
  while (end > 0 && lines[end - 1]?.trim() !== '') end -= 1;
  const above = lines.slice(0, end).join('\n').trimEnd().split('\n');
  if (introduces.test(above.at(-1) ?? '')) above.pop();
  return above.join('\n').trim();
}
