import { createServer } from 'node:net';
import type { Pool } from 'pg';
import { v7 } from 'uuid';
import { connectSmtp, type SmtpClient } from '../server/src/channels/mail/testing/smtp-client.ts';
import { type BareWorld, bareOpen } from './bare.ts';
import type { Scenario, Yard } from './scenarios.ts';
import { textOf } from './words.ts';

/**
 * Mail that becomes tickets, by HTTP and by the listener, each client on a connection of its own. Beside it stands bare
 * SQL that writes what holds the mail and the ticket: the row committed first, the ticket, and the verdict.
 */
export function mailScenarios({ pool, world, call, random, customers }: Yard, smtpPort: number): Scenario[] {
  const clients = new Map<number, Promise<SmtpClient>>();
  const clientOf = (number: number) => {
    const known = clients.get(number) ?? connectSmtp(smtpPort);
    clients.set(number, known);
    return known;
  };
  const mail = () => {
    const address = `customer${1 + Math.floor(random() * customers)}@example.com`;
    const [subject, body] = [textOf(random, 'en', 7), textOf(random, 'en', 45)];
    return { address, subject, body, raw: rawMail(address, subject, body) };
  };
  const bare = () => {
    const { address, subject, body, raw } = mail();
    return bareMail(pool, world, { address, subject, body, size: raw.length });
  };
  return [
    { name: 'mail by HTTP', product: () => call('POST', '/mail/inbound', mail().raw), bare },
    {
      name: 'mail by SMTP',
      product: async (number) => {
        const { address, raw } = mail();
        const client = await clientOf(number);
        const { code, answer } = await client.send({ from: address, to: ['support@example.com'], raw });
        if (code !== 250) throw new Error(`a mail was answered with ${answer}`);
      },
      bare,
    },
  ];
}

function rawMail(from: string, subject: string, body: string): string {
  return [
    `Message-ID: <${v7()}@bench.example>`,
    `Date: ${new Date().toUTCString()}`,
    `From: Customer <${from}>`,
    'To: support@example.com',
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
    '',
  ].join('\r\n');
}

interface BareMail {
  address: string;
  subject: string;
  body: string;
  size: number;
}

async function bareMail(pool: Pool, world: BareWorld, mail: BareMail): Promise<void> {
  const id = v7();
  const now = new Date();
  await pool.query({
    name: 'bare-mail-kept',
    text: `insert into mail_in (org_id, id, source, envelope_from, envelope_to, raw_sha256, size, received_at, state, begun, next_at)
      values ($1, $2::uuid, 'smtp', $3, $4, $2::uuid::text, $5, $6, 'pending', 1, $6)`,
    values: [world.org, id, mail.address, ['support@example.com'], mail.size, now],
  });
  const message = await bareOpen(pool, world, mail.address, mail.subject, mail.body);
  await pool.query({
    name: 'bare-mail-done',
    text: `update mail_in set state = 'done', next_at = null, mail_id = $2, digest = $2, from_address = $3, subject = $4,
        verdict = 'new_ticket', reason = '{"key":"new_request"}', message_id = $5, processed_at = $6
      where org_id = $1 and id = $7`,
    values: [world.org, id, mail.address, mail.subject, message, now, id],
  });
}

/** A port that nobody has, for the product to listen on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
