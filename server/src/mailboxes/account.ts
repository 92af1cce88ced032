import type { MailboxReceive, MailboxSend } from '@shouwen/api';
import { canonicalJson } from '../events/canonical-json.ts';

type Way = MailboxReceive | MailboxSend;

/** Whether a way leads to another account than before: the secret of the old one is none of its business. */
export function leadsElsewhere(before: Way, after: Way): boolean {
  return canonicalJson(accountOf(before)) !== canonicalJson(accountOf(after));
}

function accountOf(way: Way): Record<string, unknown> {
  if (!('host' in way)) return { way: way.way };
  const { host, port, user, sign_in, oauth } = way;
  return { host, port, user, sign_in, client: oauth?.client_id, token_url: oauth?.token_url };
}
