import type { Arrival } from './take-in.ts';
import type { Judgement } from './verdict.ts';

/**
 * What becomes of a mail that is no request of a person and goes on with nothing: it is kept in the journal. Null for
 * every other. A list that brings what somebody wrote to one of our addresses is how some houses share a mailbox: it
 * is a request.
 */
export function noTicketFor({ mail, mailboxes, asOrdinary }: Arrival): Judgement | null {
  if (asOrdinary) return null;
  const signs = mail.signs.join(', ');
  switch (mail.nature) {
    case 'auto_reply':
      return { verdict: 'auto_reply', reason: { key: 'auto_reply', signs } };
    case 'spam':
      return { verdict: 'spam', reason: { key: 'spam', signs } };
    case 'list': {
      const ours = new Set(mailboxes.flatMap(({ address, aliases }) => [address, ...aliases]));
      const toUs = [...mail.to, ...mail.cc].some(({ address }) => ours.has(address));
      return toUs ? null : { verdict: 'list', reason: { key: 'list', signs } };
    }
    default:
      return null;
  }
}
