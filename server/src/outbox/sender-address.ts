import type { App } from '../context.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';

/** The address that mail of a mailbox comes from; one that fits the installation's own while there is no mailbox. */
export function senderAddress(app: App, mailbox: Mailbox | null): string {
  return mailbox?.address ?? `shouwen@${new URL(app.settings.url).hostname}`;
}

/** The domain in which Message-IDs of a sender's mail are made. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
