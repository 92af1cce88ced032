import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A mail address as it is compared: trimmed, small letters, Unicode-normalised. */
export function normaliseEmail(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}

/** A phone number as it is compared: E.164 where it can be read in the default country, else its digits. */
export function normalisePhone(number: string, defaultCountry: string): string {
  const parsed = parsePhoneNumberFromString(number, defaultCountry as CountryCode);
  if (parsed?.isPossible()) return parsed.number;
  return number.replace(/[^\d+]/g, '');
}

/** The last four digits, by which people name a number on the phone. */
export function lastFour(normalised: string): string {
  return normalised.replace(/\D/g, '').slice(-4);
}

/** A name as it is searched: small letters without accents, white space folded. */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
