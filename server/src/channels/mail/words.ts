import type { Context } from '../../context.ts';
import { say } from '../../platform/texts.ts';
import { plain } from './facts.ts';

const longestText = 200_000; // characters, as of everything that is written
const longestSubject = 300;

/** A text as it can be stored and shown. */
export const textOf = (text: string): string => text.slice(0, longestText).toWellFormed().trim();

/** The subject of a new ticket; a mail without one is called so. */
export const subjectOf = (context: Context, subject: string | null): string =>
  plain(subject, longestSubject) ?? say(context.language, 'mail.no_subject');
