import { Readable } from 'node:stream';
import type { MailVerdict } from '@shouwen/api';
import type { App, Context } from '../../context.ts';
import { newId } from '../../platform/ids.ts';
import { processMail } from './process-mail.ts';
import { lease } from './retries.ts';
import type { MailInTable } from './tables.ts';

/** What taking in needs; the composition of a process is one. */
export interface Intake {
  app: App;
  systemContext(): Promise<Context>;
}

/** A mail as a way in brings it. */
export interface IncomingMail {
  raw: Buffer;
  source: MailInTable['source'];
  /** as the other server gave it; empty where there is none */
  envelope: { from: string | null; to: readonly string[] };
  /** the mailbox that it was fetched from */
  mailboxId?: string;
}

/**
 * Takes in one mail, whatever the way: the raw mail is on disk and its row in the journal is committed before anything
 * looks at it, then it is processed at once. What fails then is tried again by itself, so that the mail is ours once
 * this returns: only now may the source be told. Throws when it could not be kept.
 *
 * A kill before the row leaves a file that nobody names, and the source still has the mail; after it, the row is taken
 * up again. Bringing the same mail twice makes a duplicate in the journal and nothing else.
 */
export async function receiveMail(
  intake: Intake,
  mail: IncomingMail,
): Promise<{ id: string; verdict: MailVerdict | 'pending' }> {
  const { app } = intake;
  const { sha256, size } = await app.files.put(Readable.from([mail.raw]));
  const now = app.clock.now();
  const id = newId(now);
  await app.db
    .insertInto('mail_in')
    .values({
      org_id: app.org,
      id,
      source: mail.source,
      mailbox_id: mail.mailboxId ?? null,
      envelope_from: storable(mail.envelope.from),
      envelope_to: mail.envelope.to.map((address) => address.replaceAll('\u0000', '')),
      raw_sha256: sha256,
      size,
      received_at: now,
      state: 'pending',
      begun: 1,
      next_at: new Date(now.getTime() + lease),
      error: null,
      mail_id: null,
      digest: null,
      from_address: null,
      from_name: null,
      subject: null,
      sent_at: null,
      verdict: null,
      reason: null,
      ticket_id: null,
      message_id: null,
      duplicate_of: null,
      processed_at: null,
    })
    .execute();
  return { id, verdict: await processMail(intake, id, { raw: mail.raw }) };
}

const storable = (text: string | null): string | null => text?.replaceAll('\u0000', '') ?? null;
