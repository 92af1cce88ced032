import { createHash } from 'node:crypto';
import { writeDocument } from '@shouwen/search';
import { isId } from '../platform/ids.ts';
import type { CustomerSource, Source } from './sources.query.ts';

/** Raise it when documents come out otherwise than before, in the tokeniser or here: all are then written again. */
export const tokeniserVersion = 1;

/**
 * What a ticket is found by, as the text forms of its tsvectors. Messages come first in the order of time and the rest
 * last, so that a new message leaves all parts but the last as they are.
 */
export function buildDocument(source: Source): string[] {
  const document = writeDocument();
  for (const message of source.messages) {
    document.text(message.body);
    for (const file of message.files) {
      document.text(file.name);
      if (file.content) document.text(file.content);
    }
  }
  for (const name of new Set(source.messages.map((message) => message.author_name))) document.author(name);
  for (const customer of source.customers) {
    document.text(customer.name, 'from');
    for (const text of new Set(customer.contacts.flatMap(formsOf))) document.contact(text);
  }
  for (const thread of source.threads) {
    document.text(String(thread.number));
    if (thread.external_number) document.text(thread.external_number);
    document.text(thread.subject, 'subject');
    for (const tag of thread.tags) document.tag(tag);
    for (const key of Object.keys(thread.fields).sort())
      for (const text of textsOf(thread.fields[key])) document.text(text);
  }
  return document.finish();
}

/** Tells two documents apart without comparing them. */
export function digestOf(part: string): Buffer {
  return createHash('sha256').update(part).digest().subarray(0, 16);
}

const endings = [4, 7, 8, 9, 10, 11]; // digits by which people name a phone number

/** A mail address as it is; a phone number in the forms in which it is asked for. */
function formsOf({ value, normalised }: CustomerSource['contacts'][number]): string[] {
  if (normalised.includes('@')) return [value, normalised];
  const digits = (normalised.split(';')[0] ?? '').replace(/\D/g, '');
  const shorter = endings.filter((length) => length < digits.length).map((length) => digits.slice(-length));
  return [value, value.replace(/\D/g, ''), digits, ...shorter];
}

/** What of a custom field's value can be read; people stand there by id. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' && !isId(value) ? [value] : [];
}
