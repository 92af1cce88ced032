import type { ReadMail } from '@shouwen/mail';
import type { Context } from '../context.ts';
import { storeFile } from '../files/store-file.ts';
import { cleanMailHtml, mailSaysMore } from '../platform/html/clean-mail-html.ts';
import type { Tx } from '../tables.ts';

/** What a message holds of a mail. */
export interface MailContent {
  /** the whole text; '' for a mail without any */
  body: string;
  /** what is new in it; null when that is all */
  fresh: string | null;
  /** its own HTML, cleaned; null when the words say it all, or when it is too much to show */
  mailHtml: string | null;
  /** the files that came with it */
  attachments: string[];
}

const longestText = 200_000; // characters, as of everything that is written
const longestHtml = 400_000;

/**
 * Makes of a mail what a message holds: its attachments become files of the actor, images in its text show them, and its
 * HTML is cleaned. What is cut here stands in the raw mail.
 */
export async function mailContentOf(tx: Tx, context: Context, mail: ReadMail): Promise<MailContent> {
  const attachments: string[] = [];
  const shown = new Map<string, string>();
  for (const { name, content, contentId } of mail.attachments) {
    const id = await storeFile(context, tx, { name, content });
    attachments.push(id);
    if (contentId !== null && !shown.has(contentId)) shown.set(contentId, id);
  }
  const body = mail.text.slice(0, longestText).toWellFormed().trim();
  const fresh = mail.fresh.slice(0, longestText).toWellFormed().trim();
  const html =
    mail.html === null || mail.html.length > 2 * longestHtml ? '' : cleanMailHtml(mail.html, shown);
  return {
    body,
    fresh: fresh === '' || fresh === body ? null : fresh,
    mailHtml: html.length <= longestHtml && mailSaysMore(html) ? html : null,
    attachments,
  };
}
