import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { defaultCountry } from './contacts.ts';
import { foldName, lastFour, normaliseEmail, normalisePhone } from './normalise.ts';

/** What somebody may mean by what they typed into the search for customers, as tests over `customer c` and `customer_contact k`. */
export interface SearchTerms {
  name: RawBuilder<boolean>;
  reference: RawBuilder<boolean>;
  /** none when it cannot be part of a mail address or of a phone number */
  contact: RawBuilder<boolean> | null;
}

/** Reads a search text; null when there is nothing in it to look for. */
export function searchTerms(context: Context, text: string): SearchTerms | null {
  const folded = foldName(text);
  if (folded === '') return null;
  const words = folded.split(' ').map((word) => contains(sql.ref('c.name_folded'), word));
  const contacts = [emailTest(text), phoneTest(context, text)].filter((test) => test !== null);
  return {
    name: sql`(${sql.join(words, sql` and `)})`,
    reference: sql`c.external_ref = ${folded === text ? folded : text.replaceAll('\u0000', '').trim()}`,
    contact: contacts.length > 0 ? sql`(${sql.join(contacts, sql` or `)})` : null,
  };
}

/** A part of a column, found by its pairs of characters (indexes customer_name_grams, customer_contact_email_grams). */
function contains(column: RawBuilder<unknown>, part: string): RawBuilder<boolean> {
  const exact = sql<boolean>`strpos(${column}, ${part}) > 0`;
  const indexed = [...part].length > 1 || part >= '\u2e80';
  return indexed ? sql`(grams(${column}) @> grams(${part}) and ${exact})` : exact;
}

function emailTest(text: string): RawBuilder<boolean> | null {
  const part = normaliseEmail(text.replaceAll('\u0000', ''));
  if (part.length < 2 || /\s/.test(part)) return null;
  const spellings = new Set([part, normaliseEmail(`@${part}`).slice(1)]); // `bücher.example` alone is a domain, too
  const tests = [...spellings].map((spelling) => contains(sql.ref('k.normalised'), spelling));
  return sql`(k.kind = 'email' and (${sql.join(tests, sql` or `)}))`;
}

/** A number in any spelling; its last digits, four or more; a short number as a whole (indexes customer_contact_phone, _last4). */
function phoneTest(context: Context, text: string): RawBuilder<boolean> | null {
  const plain = text.normalize('NFKC');
  if (!/^\+?[\d\s().\-–/]{3,}(?:(?:转|分机|ext\.?|x|#|;ext=)[\s:.]*\d+)?\s*$/i.test(plain)) return null;
  const normalised = normalisePhone(plain, defaultCountry(context));
  const typed = plain.replace(/(?:转|分机|ext|x|#|;).*$/i, '').replace(/\D/g, '');
  if (typed.length < 3) return null;
  const whole = sql<boolean>`k.normalised = ${normalised}`;
  const tail = typed.length === 4 ? typed : typed.replace(/^0+/, '');
  if (tail.length < 4) return sql`(k.kind = 'phone' and ${whole})`;
  const main = sql`split_part(k.normalised, ';', 1)`;
  const ending = sql<boolean>`k.last4 = ${lastFour(tail)} and (right(${main}, ${tail.length}) = ${tail} or ${main} = ${normalised})`;
  return sql`(k.kind = 'phone' and (${whole} or ${ending}))`;
}
