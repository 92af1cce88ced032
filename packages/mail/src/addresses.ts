import addressparser from 'nodemailer/lib/addressparser';
import type { Headers } from './headers.ts';
import type { MailAddress } from './types.ts';
import { decodeBytes, decodeHeader } from './words.ts';

const longest = 100_000; // characters of a header
const most = 500; // addresses

/** The addresses of a header, groups resolved; what is no address is left out. */
export function addressesOf(headers: Headers, name: string): MailAddress[] {
  const raw = headers.raw(name).join(',').slice(0, longest);
  return addressesIn(decodeBytes(raw.replace(/\r?\n\s*/g, ' '), headers.hint), headers.hint);
}

/** The addresses in a text such as `Ana <ana@example.com>, ben@example.com`. */
export function addressesIn(text: string, hint: string | null = null): MailAddress[] {
  const guarded = text.replace(/=\?[^?\s]+\?[Qq]\?[^?]*\?=/g, (word) =>
    word.replace(/[,;:<>"()@\\]/g, (mark) => `=${mark.charCodeAt(0).toString(16).toUpperCase()}`),
  );
  return addressparser(guarded, { flatten: true })
    .slice(0, most)
    .flatMap(({ name, address }) => {
      const shown = decodeHeader(name, hint);
      const plain = plainAddress(address);
      if (plain !== null) return [{ address: plain, name: shown === '' || shown === address ? null : shown }];
      // some programs encode name and address as one word
      const inside = /^(.*)<([^<>\s]+@[^<>\s]+)>\s*$/s.exec(shown);
      const hidden = plainAddress(inside?.[2] ?? shown);
      const its = (inside?.[1] ?? '').replace(/["']/g, '').trim();
      return hidden === null ? [] : [{ address: hidden, name: its === '' ? null : its }];
    });
}

/** One address in lower case; null for what is none. */
export function plainAddress(text: string | null | undefined): string | null {
  const address = (text ?? '')
    .trim()
    .replace(/^<|>$/g, '')
    .replace(/^mailto:/i, '')
    .toLowerCase();
  return /^[^\s@<>]+@[^\s@<>]+$/.test(address) && address.length <= 320 ? address : null;
}
