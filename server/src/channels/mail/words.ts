import type { ReadMail } from '@shouwen/mail';
import type { Context } from '../../context.ts';
import { say } from '../../platform/texts.ts';
import type { Tx } from '../../tables.ts';
import { plain } from './facts.ts';

const longestText = 200_000; // characters, as everywhere; the whole stands in the raw mail
const longestSubject = 300;

/** What of a mail stands on a ticket. */
export interface MailWords {
  body: string;
}

/** The words of a mail as a message holds them. */
export async function wordsOf(_tx: Tx, _context: Context, mail: ReadMail): Promise<MailWords> {
  return { body: textOf(mail.text) };
}

/** A text as it can be stored and shown. */
export const textOf = (text: string): string => text.replaceAll('\u0000', '').slice(0, longestText).trim();

/** The subject of a new ticket; a mail without one is called so. */
export const subjectOf = (context: Context, subject: string | null): string =>
  plain(subject, longestSubject) ?? say(context.language, 'mail.no_subject');
