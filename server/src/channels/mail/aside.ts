import type { Arrival } from './take-in.ts';
import type { Judgement } from './verdict.ts';

/**
 * What becomes of a mail that is no request of a person and goes on with nothing: it is kept in the journal. Null for
 * every other. A list that people post to, and that brings what somebody wrote to one of our addresses, is how some houses
 * share a mailbox: it is a request. A newsletter, which nobody posts to, is none.
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
      const posted = mail.signs.some((sign) => sign.startsWith('list-post'));
      return toUs && posted ? null : { verdict: 'list', reason: { key: 'list', signs } };
    }
    default:
      return null;
  }
}
