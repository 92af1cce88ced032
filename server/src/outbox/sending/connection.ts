import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionAuth } from 'nodemailer/lib/smtp-connection';
import type { WayOut } from './way-out.ts';

/** What became of a mail that was handed to a server. */
export interface Outcome {
  /** `later`: not taken this time; `refused`: never; `unknown`: it went out whole and no answer came */
  result: 'sent' | 'later' | 'refused' | 'unknown';
  /** what the server said, or how the connection ended */
  answer: string;
  /** the Message-ID that the server gave it in place of ours, without < >: some do, and answers refer to that one */
  mailId?: string;
}

export interface Connection {
  /** false once it is lost */
  readonly usable: boolean;
  send(from: string, to: string, raw: Buffer): Promise<Outcome>;
  close(): void;
}

const [second, minute] = [1_000, 60_000];

/** Opens a connection to a server that takes mail, and signs in. Throws when it is not to be had. */
export async function openConnection(way: WayOut, login: SMTPConnectionAuth | null): Promise<Connection> {
  const smtp = new SMTPConnection({
    host: way.host,
    port: way.port,
    secure: way.security === 'tls',
    requireTLS: way.security === 'starttls',
    ignoreTLS: way.security === 'plain',
    // nobody stands between two programs of one machine, and their certificates are of their own making
    tls: isLoopback(way.host) ? { rejectUnauthorized: false } : {},
    connectionTimeout: 30 * second,
    greetingTimeout: 30 * second,
    socketTimeout: 10 * minute, // RFC 5321 4.5.3.2.6: the end of the data may be answered that late
    logger: false,
  });
  smtp.on('error', () => undefined); // whoever waits for an answer is told; between two mails nobody need be
  try {
    await new Promise<void>((resolve, reject) => {
      smtp.once('error', reject);
      smtp.connect((error) => (error ? reject(error) : resolve()));
    });
    if (login)
      await new Promise<void>((resolve, reject) => {
        smtp.once('error', reject);
        smtp.login(login, (error) => (error ? reject(error) : resolve()));
      });
  } catch (error) {
    smtp.close();
    throw error;
  }
  return {
    get usable() {
      return !smtp.destroyed;
    },
    async send(from, to, raw) {
      const outcome = await send(smtp, from, to, raw);
      // what was not taken leaves an envelope behind
      if (outcome.result !== 'sent' && !smtp.destroyed) await reset(smtp);
      return outcome;
    },
    close: () => smtp.quit(),
  };
}

function send(smtp: SMTPConnection, from: string, to: string, raw: Buffer): Promise<Outcome> {
  // the line with the single dot, by which a server takes a mail over, goes out only after this has run to its end
  let wholly = false;
  const content = Readable.from(
    (function* () {
      yield raw;
      wholly = true;
    })(),
    { objectMode: false },
  );
  return new Promise((resolve) => {
    smtp.send({ from, to: [to], size: raw.length, use8BitMime: true }, content, (error, info) => {
      if (!error) {
        const given = info.serverMessageId?.replace(/^<|>$/g, '');
        return resolve({ result: 'sent', answer: info.response, ...(given ? { mailId: given } : {}) });
      }
      const answer = error.response ?? error.message;
      if (error.permanent) resolve({ result: 'refused', answer });
      else if (error.responseCode === undefined && wholly) resolve({ result: 'unknown', answer });
      // an address that none can be, or a mail larger than the server takes: nothing was asked of it
      else if (error.responseCode === undefined && /^(?:EENVELOPE|EMESSAGE)$/.test(error.code ?? ''))
        resolve({ result: 'refused', answer });
      else resolve({ result: 'later', answer });
    });
  });
}

/** Makes a connection ready for another mail; it is given up when that fails. */
function reset(smtp: SMTPConnection): Promise<void> {
  return new Promise((resolve) => {
    smtp.once('end', resolve);
    smtp.reset((error) => {
      if (error) smtp.close();
      resolve();
    });
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
