import type { Answer, TestApp } from '../../../platform/testing/test-app.ts';

export interface GivenMail {
  from?: string;
  to?: string;
  cc?: string;
  subject?: string;
  text?: string;
  /** without < >; null for a mail without one */
  id?: string | null;
  date?: string | null;
  headers?: Record<string, string>;
}

let made = 0;

/** A raw mail as a program of today writes it. */
export function rawMail(given: GivenMail = {}): string {
  made += 1;
  const id = given.id === undefined ? `mail-${made}@example.net` : given.id;
  const date = given.date === undefined ? 'Mon, 02 Mar 2026 08:59:00 +0000' : given.date;
  const headers: [string, string | null | undefined][] = [
    ['Message-ID', id && `<${id}>`],
    ['Date', date],
    ['From', given.from ?? 'Ana Pérez <ana@example.net>'],
    ['To', given.to ?? 'support@localhost'],
    ['Cc', given.cc],
    ['Subject', given.subject ?? `A question ${made}`],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ...Object.entries(given.headers ?? {}),
  ];
  const head = headers.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  return [...head, '', ...(given.text ?? 'The router has no light.').split('\n'), ''].join('\r\n');
}

/** Brings a raw mail by HTTP. */
export function bring(
  test: TestApp,
  raw: string,
  query: { from?: string; to?: string } = {},
): Promise<Answer> {
  const asked = new URLSearchParams(query).toString();
  return test.request('POST', `/mail/inbound${asked && `?${asked}`}`, {
    body: raw,
    headers: { 'content-type': 'message/rfc822' },
  });
}
