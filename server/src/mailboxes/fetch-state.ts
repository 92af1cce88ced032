import type { App } from '../context.ts';
import { keepFault, type MailFault } from './connection/faults.ts';
import type { Mailbox } from './mailbox.ts';

/** How far a folder has been fetched. UIDs mean nothing once the folder's validity is another one (RFC 9051, 2.3.1.1). */
export interface FetchState {
  validity: number;
  /** the last that was taken in or passed over */
  lastUid: number;
  /** what has a smaller one stood there when fetching began: of that only the unread is taken in */
  newFrom: number;
}

/** How far a folder of a mailbox has been fetched; null before the first time, and when its UIDs are others than they were. */
export async function fetchStateOf(
  { db, org }: App,
  mailbox: Mailbox,
  folder: string,
  validity: number,
): Promise<FetchState | null> {
  const row = await db
    .selectFrom('mailbox_fetch')
    .select(['uid_validity', 'last_uid', 'new_from'])
    .where('org_id', '=', org)
    .where('mailbox_id', '=', mailbox.id)
    .where('folder', '=', folder)
    .executeTakeFirst();
  if (!row || row.uid_validity !== validity || row.last_uid === null) return null;
  return { validity, lastUid: row.last_uid, newFrom: row.new_from ?? 0 };
}

/** Notes how far a folder has been fetched. */
export async function noteFetched(
  app: App,
  mailbox: Mailbox,
  folder: string,
  state: FetchState,
): Promise<void> {
  await put(app, mailbox, folder, {
    uid_validity: state.validity,
    last_uid: state.lastUid,
    new_from: state.newFrom,
  });
}

/** Notes that a folder was looked at, and what was wrong with marking what was taken in, if anything was. */
export async function noteLook(
  app: App,
  mailbox: Mailbox,
  folder: string,
  fault: MailFault | null,
): Promise<void> {
  const now = app.clock.now();
  const error = fault && keepFault(fault);
  await put(app, mailbox, folder, { looked_at: now, error, error_at: error === null ? null : now });
}

/** Notes why a mailbox cannot be fetched; it is shown beside it. */
export async function noteFetchFault(
  app: App,
  mailbox: Mailbox,
  folder: string,
  fault: MailFault,
): Promise<void> {
  await put(app, mailbox, folder, { error: keepFault(fault), error_at: app.clock.now() });
}

async function put(
  { db, org }: App,
  mailbox: Mailbox,
  folder: string,
  values: {
    uid_validity?: number;
    last_uid?: number;
    new_from?: number;
    looked_at?: Date;
    error?: string | null;
    error_at?: Date | null;
  },
): Promise<void> {
  await db
    .insertInto('mailbox_fetch')
    .values({
      org_id: org,
      mailbox_id: mailbox.id,
      folder,
      uid_validity: null,
      last_uid: null,
      new_from: null,
      looked_at: null,
      error: null,
      error_at: null,
      ...values,
    })
    .onConflict((clash) => clash.columns(['org_id', 'mailbox_id', 'folder']).doUpdateSet(values))
    .execute();
}
