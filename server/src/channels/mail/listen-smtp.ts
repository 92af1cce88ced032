import type { AddressInfo } from 'node:net';
import type { SMTPServerDataStream } from 'smtp-server';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { readReplyToken } from '../../links/reply-token.ts';
import { catchAllMailbox, mailboxesFor } from '../../mailboxes/find-mailbox.ts';
import { StartError } from '../../platform/errors.ts';
import { mailLimit } from './mail-limit.ts';
import { type Intake, receiveMail } from './receive-mail.ts';

export interface Listener {
  port: number;
  /** takes no new connection, lets mails that are on their way in arrive, then ends */
  stop(): Promise<void>;
}

const most = { clients: 100, recipients: 100 };

/**
 * Listens for mail by SMTP. A sender hears 250 only when its mail is kept: on disk, with its row committed. Recipients
 * are refused only when no mailbox takes them. No relay and no log-in: what it takes is for us. Throws `StartError`
 * when the port cannot be had.
 */
export async function listenSmtp(
  intake: Intake,
  { port, host }: { port: number; host: string },
): Promise<Listener> {
  const { app } = intake;
  const server = new SMTPServer({
    banner: 'Shouwen',
    logger: false,
    size: mailLimit,
    maxClients: most.clients,
    maxRecipients: most.recipients,
    maxAllowedUnauthenticatedCommands: false,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    lenientAddressParsing: true,
    hideENHANCEDSTATUSCODES: false,
    closeTimeout: 5_000,
    onRcptTo: ({ address }, _, answer) => {
      takes(intake, address).then(
        (taken) => answer(taken ? null : refusal(550, `No mailbox here takes mail for ${address}`)),
        (error: unknown) => answer(later(intake, error)),
      );
    },
    onData: (stream, session, answer) => {
      takeData(intake, stream, session).then(
        (id) => answer(null, `Kept as ${id}`),
        (error: unknown) => answer(error instanceof Answer ? error : later(intake, error)),
      );
    },
  });
  server.on('error', (error) => app.log.debug({ err: error }, 'a connection for mail broke off'));
  await opened(server, { port, host });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Whether a mailbox takes mail for this address; one that takes everything takes what is for nobody. */
async function takes({ app }: Intake, address: string): Promise<boolean> {
  if (readReplyToken(app, address)) return true;
  if ((await mailboxesFor(app.db, app.org, [address])).length > 0) return true;
  return (await catchAllMailbox(app.db, app.org)) !== null;
}

/** The whole mail, kept. Gives the id of its row. */
async function takeData(
  intake: Intake,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw refusal(552, `A mail may have ${mailLimit / 1024 / 1024} MB at most`);
  const { id } = await receiveMail(intake, {
    raw: Buffer.concat(chunks),
    source: 'smtp',
    envelope: {
      from: envelope.mailFrom ? envelope.mailFrom.address || null : null,
      to: envelope.rcptTo.map(({ address }) => address),
    },
  });
  return id;
}

/** An answer of the protocol that tells of a refusal. */
class Answer extends Error {
  readonly responseCode: number;
  constructor(code: number, message: string) {
    super(message);
    this.responseCode = code;
  }
}
const refusal = (code: number, message: string): Answer => new Answer(code, message);

/** Whatever goes wrong here is no reason to refuse a mail for good: the sender keeps it and comes back. */
function later({ app }: Intake, error: unknown): Answer {
  app.log.error({ err: error }, 'a mail could not be kept');
  return refusal(451, 'Not now; please try again later');
}

function opened(server: SMTPServer, { port, host }: { port: number; host: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error) => reject(portError(port, error));
    server.server.once('error', failed);
    server.listen(port, host, () => {
      server.server.removeListener('error', failed);
      resolve();
    });
  });
}

function portError(port: number, error: Error): Error {
  const code = 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    return new StartError(
      `Port ${port} for incoming mail is in use: stop what runs there, choose another with SHOUWEN_SMTP_IN_PORT, or take in none with 0.`,
    );
  if (code === 'EACCES')
    return new StartError(
      `Port ${port} for incoming mail may not be opened by this account: choose one above 1023 with SHOUWEN_SMTP_IN_PORT.`,
    );
  return error;
}
