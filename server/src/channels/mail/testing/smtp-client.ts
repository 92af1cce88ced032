import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface Sent {
  /** the code of the last answer; 250 when the mail was taken */
  code: number;
  answer: string;
}

/** A connection by SMTP that sends one mail after the other, as a mail server would. */
export interface SmtpClient {
  /** Throws when the connection breaks. */
  send(mail: { from: string; to: readonly string[]; raw: string }): Promise<Sent>;
  end(): void;
}

export async function connectSmtp(port: number): Promise<SmtpClient> {
  const socket = await opened(port);
  const reader = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
  socket.once('close', () => reader.close()); // a connection that is cut off has no end of its own
  const lines = reader[Symbol.asyncIterator]();
  const answer = async (): Promise<Sent> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('the connection broke');
      if (/^\d{3} /.test(value)) return { code: Number(value.slice(0, 3)), answer: value };
    }
  };
  const say = (command: string) => {
    socket.write(`${command}\r\n`);
    return answer();
  };
  await answer();
  await say('EHLO tests.example');
  return {
    async send({ from, to, raw }) {
      await say('RSET');
      await say(`MAIL FROM:<${from}>`);
      for (const address of to) {
        const taken = await say(`RCPT TO:<${address}>`);
        if (taken.code !== 250) return taken;
      }
      const ready = await say('DATA');
      if (ready.code !== 354) return ready;
      return say(`${raw.replace(/^\./gm, '..').replace(/\r\n$/, '')}\r\n.`);
    },
    end: () => socket.end('QUIT\r\n'),
  };
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.removeListener('error', reject);
      socket.on('error', () => undefined); // whoever waits for an answer hears that it broke
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
