import type { App } from '../../context.ts';
import { catchAllMailbox, mailboxById } from '../../mailboxes/find-mailbox.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import type { Tx } from '../../tables.ts';
import type { Due, MailboxIds } from './claim-mail.ts';
import { type WayOut, wayOut } from './way-out.ts';

/** A way out and the mailboxes whose mail takes it. */
export interface Route {
  way: WayOut;
  mailboxes: MailboxIds;
  /** how many mails wait for it */
  due: number;
}

/** By which ways the mail of mailboxes leaves. What has none any more is held until a person lets it go. */
export async function routesOf(app: App, due: readonly Due[]): Promise<Route[]> {
  const routes = new Map<string, Route>();
  for (const { mailbox, count } of due) {
    const way = await wayOutOf(app.db, app, mailbox);
    if (!way) {
      await hold(app, mailbox);
      continue;
    }
    const known = routes.get(way.key);
    routes.set(way.key, {
      way,
      mailboxes: [...(known?.mailboxes ?? []), mailbox],
      due: (known?.due ?? 0) + count,
    });
  }
  return [...routes.values()];
}

/** The mailbox that a mail leaves from: its own, or the one that catches all when that was removed. */
export async function senderOf(tx: Tx, org: number, id: string | null): Promise<Mailbox | null> {
  const own = id === null ? null : await mailboxById(tx, org, id);
  return own ?? (await catchAllMailbox(tx, org));
}

/** By which way the mail of a mailbox leaves; null while there is none. */
export async function wayOutOf(tx: Tx, app: App, mailbox: string | null): Promise<WayOut | null> {
  return wayOut(app, await senderOf(tx, app.org, mailbox));
}

async function hold(app: App, mailbox: string | null): Promise<void> {
  await app.db
    .updateTable('outbox')
    .set({ next_at: null })
    .where('org_id', '=', app.org)
    .where('state', '=', 'queued')
    .where('next_at', '<=', app.clock.now())
    .where('mailbox_id', mailbox === null ? 'is' : '=', mailbox)
    .execute();
}
