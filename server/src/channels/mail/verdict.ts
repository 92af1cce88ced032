import type { MailVerdict } from '@shouwen/api';

/** Why a mail was judged as it was: the sentence `mail_reason.<key>` with what it names. */
export interface Reason {
  key: string;
  [parameter: string]: string | number;
}

/** What became of a mail, as its row of the journal keeps it. */
export interface Judgement {
  verdict: MailVerdict;
  reason: Reason;
  ticketId?: string | null;
  messageId?: string | null;
  duplicateOf?: string | null;
}
