import type { ViewField } from '@shouwen/api';
import { type FieldSet, fieldNames, findField, isMany, operatorsOf } from '@shouwen/conditions';

/** What the filters of a mailbox know of a mail. */
export interface MailFacts {
  /** in small letters, like all addresses here */
  from: string | null;
  fromName: string | null;
  /** everybody whom it names or was delivered to */
  to: readonly string[];
  subject: string;
  text: string;
  nature: 'ordinary' | 'auto_reply' | 'bounce' | 'list' | 'spam';
  /** bytes of the raw mail */
  size: number;
  attachments: readonly string[];
}

// Filters look at one mail in hand; nobody asks the database for them.
const sql = 'null';

/** The fields of a mail for conditions. */
export const mailFields: FieldSet<MailFacts> = {
  from: { type: 'text', read: (mail) => mail.from, sql },
  from_domain: { type: 'text', read: (mail) => domainOf(mail.from), sql },
  from_name: { type: 'text', read: (mail) => mail.fromName, sql },
  to: { type: 'many_text', read: (mail) => mail.to, sql },
  subject: { type: 'text', read: (mail) => mail.subject, sql, neverNull: true },
  text: { type: 'text', read: (mail) => mail.text, sql, neverNull: true },
  nature: {
    type: 'choice',
    choices: ['ordinary', 'auto_reply', 'bounce', 'list', 'spam'],
    read: (mail) => mail.nature,
    sql,
    neverNull: true,
  },
  size: { type: 'number', read: (mail) => mail.size, sql, neverNull: true },
  attachment_names: { type: 'many_text', read: (mail) => mail.attachments, sql },
};

/** The same as the console is told of them. */
export function describeMailFields(): ViewField[] {
  return fieldNames(mailFields).map((name) => {
    const field = findField(mailFields, name, []);
    return {
      name,
      type: field.type,
      operators: [...operatorsOf(field)],
      choices: field.choices ? [...field.choices] : null,
      optional: field.neverNull !== true || isMany(field),
    };
  });
}

function domainOf(address: string | null): string | null {
  return address === null ? null : address.slice(address.lastIndexOf('@') + 1);
}
