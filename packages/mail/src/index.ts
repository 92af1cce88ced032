export { freshText } from './cut-text.ts';
export { htmlToText } from './html-text.ts';
export { type Marked, markAttribute, markQuoted } from './mark-quoted.ts';
export { readMail } from './read-mail.ts';
export type { Bounced, ForwardedMail, MailAddress, MailAttachment, MailNature, ReadMail } from './types.ts';
