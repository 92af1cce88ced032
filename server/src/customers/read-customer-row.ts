import type { Language } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Report } from '../imports/run-import.ts';
import { type CheckedContact, normaliseContact } from './contacts.ts';
import { type CustomerImportField, kindNamed, languageNamed } from './import-fields.ts';

/** A row of a spreadsheet as a customer; null is what the row does not say. */
export interface ImportedCustomer {
  kind: 'person' | 'organisation' | null;
  name: string | null;
  language: Language | null;
  time_zone: string | null;
  external_ref: string | null;
  notes: string | null;
  /** the first of each kind is the one to use */
  contacts: CheckedContact[];
  organisation: string | null;
  role: string | null;
}

/** Whether the name is all that a row can be recognised by. */
export function byName(input: ImportedCustomer): boolean {
  return input.kind === 'organisation' || (input.contacts.length === 0 && !input.external_ref);
}

/** Reads one row, and reports what is wrong with it. */
export function readCustomerRow(
  context: Context,
  value: (field: CustomerImportField) => string,
  report: Report,
): ImportedCustomer {
  const line = (field: CustomerImportField, limit: number) => oneLine(field, value(field), limit, report);
  const named = <T>(field: CustomerImportField, read: (text: string) => T | null, code: string): T | null => {
    const text = line(field, 100);
    if (text === null) return null;
    const meant = read(text);
    if (meant === null) report(field, code, { value: text });
    return meant;
  };
  const name = fullName(line('name', 200), line('given_name', 100), line('family_name', 100));
  const organisation = line('organisation', 200);
  const contacts = (['email', 'second_email', 'phone', 'second_phone'] as const).flatMap((field) =>
    readContacts(context, field, value(field), report),
  );
  // a company without the name of a person is the customer itself
  const itself = name === null && organisation !== null;
  const kind = named('kind', kindNamed, 'import_not_a_kind') ?? (itself ? 'organisation' : null);
  if (!name && !organisation && contacts.length === 0) report(null, 'import_name_needed');
  if (name && kind === 'organisation' && organisation && organisation !== name)
    report('organisation', 'persons_only');
  const belongsTo = itself || kind === 'organisation' ? null : organisation;
  const role = line('role', 200);
  const notes = running('notes', value('notes'), 20_000, report);
  return {
    kind,
    name: itself ? organisation : name,
    language: named('language', languageNamed, 'import_not_a_language'),
    time_zone: named('time_zone', timeZone, 'import_not_a_time_zone'),
    external_ref: line('external_ref', 100),
    // a role in no organisation has no other place
    notes: belongsTo === null && role !== null ? [notes, role].filter(Boolean).join('\n') : notes,
    contacts: [
      ...new Map(contacts.map((contact) => [`${contact.kind} ${contact.normalised}`, contact])).values(),
    ],
    organisation: belongsTo,
    role,
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function running(field: string, text: string, limit: number, report: Report): string | null {
  if (text === '') return null;
  if (control.test(text)) report(field, 'import_control_characters');
  if (text.length > limit) report(field, 'import_too_long', { limit });
  return text;
}

/** Line breaks in a cell that holds one line are white space. */
function oneLine(field: string, text: string, limit: number, report: Report): string | null {
  return running(field, text.replace(/\s+/g, ' '), limit, report);
}

function fullName(name: string | null, given: string | null, family: string | null): string | null {
  const first = given ?? name;
  if (family === null) return name ?? given;
  if (first === null) return family;
  return /[\u2e80-\u9fff]/.test(family + first) ? `${family}${first}` : `${first} ${family}`;
}

const cellLimit = 1000;

/** A cell may hold several, divided by commas, semicolons, slashes or line breaks; of numbers also by the Chinese comma. */
function readContacts(
  context: Context,
  field: 'email' | 'second_email' | 'phone' | 'second_phone',
  text: string,
  report: Report,
): CheckedContact[] {
  const kind = field.endsWith('email') ? ('email' as const) : ('phone' as const);
  if (text.length > cellLimit) {
    report(field, 'import_too_long', { limit: cellLimit });
    return [];
  }
  const parts = text.split(/[,;\n，；、|]|\s\/\s|(?<=\d)\/(?=\+|\d{5})/).map((part) => part.trim());
  return parts.filter(Boolean).flatMap((value) => {
    const bare = kind === 'email' ? (/^[^<>]*<([^<>]+)>$/.exec(value)?.[1] ?? value) : value;
    const normalised = normaliseContact(context, kind, bare);
    if (normalised !== null && bare.length <= 254 && !control.test(bare))
      return [{ kind, value: bare, normalised, primary: false }];
    report(field, kind === 'email' ? 'not_an_email' : 'not_a_phone', { value: value.slice(0, 100) });
    return [];
  });
}

function timeZone(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone && text;
  } catch {
    return null; // not one that there is
  }
}
