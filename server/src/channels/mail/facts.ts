import type { ReadMail } from '@shouwen/mail';

/** What the journal keeps of a mail that was read. PostgreSQL stores no NUL. */
export function facts(mail: ReadMail) {
  return {
    mail_id: idOf(mail.messageId),
    digest: mail.digest,
    from_address: plain(mail.from?.address ?? null, 320),
    from_name: plain(mail.from?.name ?? null, 300),
    subject: plain(mail.subject, 1_000),
    sent_at: mail.date,
  };
}

/** A Message-ID as it is kept and compared. */
export const idOf = (id: string | null): string | null => plain(id, 1_000);

/** One line without control characters, of at most so many characters; null stays null, and so does what is empty. */
export function plain(text: string | null, most: number): string | null {
  if (text === null) return null;
  const line = [...text.replace(/[\p{Cc}\s]+/gu, ' ').trim()].slice(0, most).join('');
  return line === '' ? null : line;
}
