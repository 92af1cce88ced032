import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** A mail as a server took it over. */
export interface Received {
  from: string;
  to: string[];
  raw: string;
  /** the value of a header, unfolded */
  header(name: string): string | null;
}

export interface SmtpReceiver {
  url: string;
  port: number;
  /** what was answered with 250, oldest first */
  received: Received[];
  /** ends the connection of a session without a word */
  cut(session: SMTPServerSession): void;
  close(): Promise<void>;
}

/** A server that takes mail, on a free port of this machine. `options` make it refuse, ask for a password, and so on. */
export async function startReceiver(options: SMTPServerOptions = {}): Promise<SmtpReceiver> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 100, // ms that connections left open are waited for
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((one) => one.address),
          raw,
          header: (name) => headerOf(raw, name),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined); // connections that break off are what some tests are about
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    cut(session) {
      for (const connection of server.connections)
        if (connection.session?.id === session.id) connection._socket.destroy();
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** A header of a raw mail, its lines put together and its encoded words read. */
export function headerOf(raw: string, name: string): string | null {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  if (line === undefined) return null;
  return line
    .slice(name.length + 1)
    .trim()
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, words: string) =>
      Buffer.from(words, 'base64').toString('utf8'),
    );
}
