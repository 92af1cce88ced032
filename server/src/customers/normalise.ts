import { domainToASCII } from 'node:url';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A mail address as it is compared: small letters, full-width letters made plain, an international domain in its ASCII
 * form. What stands before the @ is kept, `+tag` included: whoever writes from another address is told apart.
 */
export function normaliseEmail(address: string): string {
  const plain = withoutMarks(address.replace(/^\s*mailto:/i, ''));
  const at = plain.lastIndexOf('@');
  if (at < 0) return plain;
  const domain = plain
    .slice(at + 1)
    .replaceAll('。', '.')
    .replace(/[\s.]+$/, '');
  return `${plain.slice(0, at)}@${asciiDomain(domain)}`;
}

/** The library reads what it is given as part of a URL (`#` ends it): it gets nothing but international names. */
function asciiDomain(domain: string): string {
  const international = /^[\p{L}\p{M}\p{N}._-]*[^\p{ASCII}][\p{L}\p{M}\p{N}._-]*$/u.test(domain);
  return (international && domainToASCII(domain)) || domain;
}

/** Whether a normalised address is one that mail can go to: one @, no spaces, a domain with a dot. */
export function isEmail(normalised: string): boolean {
  return (
    normalised.length <= 254 &&
    /^[^\s@<>()",;:]{1,64}@[^\s@.<>(),;:]+(?:\.[^\s@.<>(),;:]+)+$/.test(normalised)
  );
}

/**
 * A phone number as it is compared: E.164 where it can be read in the default country, else its digits. An extension
 * is part of it (`+861062345678;ext=12`, RFC 3966): behind one switchboard sit many people. Without digits it is ''.
 */
export function normalisePhone(number: string, defaultCountry: string): string {
  const plain = number
    .normalize('NFKC')
    .replace(/^\s*tel:/i, '')
    .replace(/[;\s]*ext\.?\s*=?\s*(?=\d)|\s*(?:转|轉|分机|分機|内线)[:.\s]*(?=\d)/gi, ' ext. ');
  const digits = plain
    .replace(/ ext\. .*$/, '')
    .replace(/[^\d+]/g, '')
    .replace(/(?!^)\+/g, '');
  return read(plain, defaultCountry) ?? read(digits, defaultCountry) ?? digits.replace(/^\+$/, '');
}

function read(number: string, defaultCountry: string): string | null {
  const parsed = parsePhoneNumberFromString(number, defaultCountry as CountryCode);
  if (!parsed?.isPossible()) return null;
  return parsed.ext ? `${parsed.number};ext=${parsed.ext}` : parsed.number;
}

/** Whether a normalised number can be one: from short numbers such as 110 to the longest, with extension. */
export function isPhone(normalised: string): boolean {
  return /^\+?\d{3,20}(?:;ext=\d{1,15})?$/.test(normalised);
}

/** The last four digits before any extension, by which people name a number on the phone. */
export function lastFour(normalised: string): string {
  return (normalised.split(';')[0] ?? '').replace(/\D/g, '').slice(-4);
}

/**
 * A name as it is found: small letters without accents, full-width letters made plain, white space folded, invisible
 * characters gone.
 */
export function foldName(name: string): string {
  return withoutMarks(name.normalize('NFKD').replace(/[\p{Mn}\p{Cs}]/gu, ''))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Small letters, compatibility forms made plain, without the marks of direction and joining that pasted text brings. */
function withoutMarks(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .normalize('NFKC')
    .trim();
}
