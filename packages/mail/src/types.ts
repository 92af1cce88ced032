export interface MailAddress {
  /** lower-case, as it came otherwise */
  address: string;
  name: string | null;
}

export interface MailAttachment {
  name: string;
  mediaType: string;
  content: Uint8Array;
  /** without < > */
  contentId: string | null;
  /** shown within the text */
  inline: boolean;
  kind: 'file' | 'calendar' | 'message' | 'signature';
}

/** What a bounce says of one recipient. */
export interface Bounced {
  recipient: string | null;
  /** failed, delayed, delivered, relayed or expanded (RFC 3464) */
  action: string;
  /** the enhanced status code, such as 5.1.1 */
  status: string | null;
  diagnostic: string | null;
  permanent: boolean;
  originalMessageId: string | null;
}

export type MailNature = 'ordinary' | 'auto_reply' | 'bounce' | 'list' | 'spam';

/** A mail that somebody passed on: who wrote it, and what. */
export interface ForwardedMail {
  from: MailAddress;
  subject: string | null;
  date: Date | null;
  text: string;
}

/** A mail as it was read. Nothing in it is sanitised; no string holds a character that a database cannot store. */
export interface ReadMail {
  /** ids stand without < > */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  from: MailAddress | null;
  sender: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  /** whom the servers on the way had it for: Delivered-To, X-Original-To, Envelope-To */
  deliveredTo: string[];
  subject: string;
  date: Date | null;
  /** the whole text, made of the HTML when there is no text part */
  text: string;
  /** the text without quoted history and signature; never empty when the text is not */
  fresh: string;
  /** as it was sent; not sanitised */
  html: string | null;
  attachments: MailAttachment[];
  nature: MailNature;
  /** which headers or words say so */
  signs: string[];
  bounce: Bounced[];
  signed: 'smime' | 'pgp' | null;
  encrypted: boolean;
  forwarded: ForwardedMail | null;
  /** SHA-256 in hex over what the sender wrote: no header of the way is in it */
  digest: string;
  /** what could not be read, as stable codes */
  defects: string[];
}
