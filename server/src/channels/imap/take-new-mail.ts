import type { ImapFlow, MailboxObject } from 'imapflow';
import { faultOf, MailFault } from '../../mailboxes/connection/faults.ts';
import type { ImapWay } from '../../mailboxes/connection/ways.ts';
import { type FetchState, fetchStateOf, noteFetched, noteLook } from '../../mailboxes/fetch-state.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { mailLimit } from '../mail/mail-limit.ts';
import { type Intake, receiveMail } from '../mail/receive-mail.ts';

/** One mailbox that is being fetched over an open connection. */
export interface Fetching {
  intake: Intake;
  client: ImapFlow;
  mailbox: Mailbox;
  receive: ImapWay;
  /** true once this process is to stop, or holds the mailbox no longer */
  ended: () => boolean;
}

/**
 * Takes in what is new in the folder, in the order in which it came. Each mail is ours before it is marked as done at
 * the source, and how far we are is noted last: a kill in between lets it be fetched once more, and the journal knows it
 * for a duplicate. What was fetched is never asked for again, whatever becomes of its marks. `before` is what was wrong with
 * the account already.
 */
export async function takeNewMail(fetching: Fetching, before: MailFault | null): Promise<void> {
  const { client, mailbox, receive, intake } = fetching;
  const folder = await client.mailboxOpen(receive.folder).catch((error: unknown) => {
    throw client.usable ? new MailFault('folder_missing', receive.folder) : error;
  });
  const validity = Number(folder.uidValidity); // 32 bits
  const { app } = intake;
  const state =
    (await fetchStateOf(app, mailbox, receive.folder, validity)) ?? (await begin(fetching, folder, validity));
  let fault = before;
  for (const uid of await newUids(client, state)) {
    if (fetching.ended()) return;
    fault = (await takeIn(fetching, uid)) ?? fault;
    state.lastUid = uid;
    await noteFetched(app, mailbox, receive.folder, state);
  }
  await noteLook(app, mailbox, receive.folder, fault);
}

/**
 * The first time: what people have read in that account before is theirs. Where mail is moved away when it is done,
 * everything that lies in the folder is still to be done.
 */
async function begin(
  { intake, mailbox, receive }: Fetching,
  folder: MailboxObject,
  validity: number,
): Promise<FetchState> {
  const state = { validity, lastUid: 0, newFrom: receive.when_done === 'move' ? 0 : folder.uidNext };
  await noteFetched(intake.app, mailbox, receive.folder, state);
  return state;
}

async function newUids(client: ImapFlow, { lastUid, newFrom }: FetchState): Promise<number[]> {
  const range = `${lastUid + 1}:*`;
  const all = (await client.search({ uid: range }, { uid: true })) || [];
  const unread =
    newFrom > lastUid + 1
      ? new Set((await client.search({ uid: range, seen: false }, { uid: true })) || [])
      : null;
  return all
    .filter((uid) => uid > lastUid) // of an empty range a server gives the last one all the same
    .filter((uid) => uid >= newFrom || unread?.has(uid))
    .sort((one, other) => one - other);
}

/** Takes in one mail and marks it. Gives what was wrong with it, if that is no reason to stop. */
async function takeIn(fetching: Fetching, uid: number): Promise<MailFault | null> {
  const { client, mailbox, intake } = fetching;
  const found = await client.fetchOne(String(uid), { size: true, uid: true }, { uid: true });
  if (!found) return null; // somebody has deleted it meanwhile
  if ((found.size ?? 0) > mailLimit) return new MailFault('too_large', String(uid));
  const mail = await client.fetchOne(String(uid), { source: true, uid: true }, { uid: true });
  const source = mail ? mail.source : undefined;
  if (!source) return null;
  await receiveMail(intake, {
    raw: source,
    source: 'imap',
    envelope: { from: null, to: [] },
    mailboxId: mailbox.id,
  });
  return markDone(fetching, uid);
}

/** Marks a mail at the source. That it cannot be marked loses nothing, but is shown. */
async function markDone({ client, receive }: Fetching, uid: number): Promise<MailFault | null> {
  try {
    const done =
      receive.when_done === 'move' && receive.move_to
        ? await client.messageMove(String(uid), receive.move_to, { uid: true })
        : await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    if (done) return null;
    return receive.when_done === 'move'
      ? new MailFault('folder_missing', receive.move_to ?? '')
      : new MailFault('not_marked', receive.folder);
  } catch (error) {
    if (!client.usable) throw error;
    return faultOf(error);
  }
}
