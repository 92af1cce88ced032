import { expect, it, onTestFailed } from 'vitest';
import { startReceiver } from '../server/src/outbox/testing/smtp-receiver.ts';
import { clientFor, withAdministrator } from './support/api.ts';
import { startDovecot } from './support/dovecot.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';

const install = useInstallations();

it('finds in the folder of sent mail what it does not know to have left, and decides about nothing else', async (context) => {
  const dovecot = await startDovecot(context);
  const source = await dovecot.client();
  await source.mailboxCreate('Sent');
  const raws: string[] = [];
  // takes the mail and goes without a word: nobody knows
  const deaf = await startReceiver({
    onData(stream, session) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        raws.push(Buffer.concat(chunks).toString('utf8'));
        deaf.cut(session);
      });
    },
  });
  const here = install();
  const server = await here.start(withAdministrator);
  onTestFailed(() => console.error(`The server wrote last:\n${server.stderr().slice(-4000)}`));
  try {
    const { call } = await clientFor(here, server.url);
    await call('createMailbox', {
      body: {
        address: 'desk@example.org',
        name: 'Desk',
        acknowledge: false,
        receive: {
          way: 'imap',
          host: dovecot.host,
          port: dovecot.port,
          user: dovecot.user,
          security: 'plain',
          sign_in: 'password',
          folder: 'INBOX',
          when_done: 'seen',
          sent_folder: 'Sent',
        },
        receive_secret: { password: dovecot.password },
        send: { way: 'smtp', host: '127.0.0.1', port: deaf.port, security: 'plain', sign_in: 'none' },
      },
    });
    const write = (name: string) =>
      source.append(
        'INBOX',
        `From: ${name}@example.net\r\nTo: desk@example.org\r\nSubject: From ${name}\r\nMessage-ID: <${name}@example.net>\r\n\r\nThe text.\r\n`,
      );
    const tickets = async () => (await call('listTickets', { query: { limit: 50 } })).items;
    await write('ana');
    await write('bo');
    const asked = await until('both have become tickets', async () => {
      const items = await tickets();
      return items.length === 2 && items;
    });
    for (const { number } of asked)
      await call('addMessage', { params: { number }, body: { kind: 'reply', body: 'An answer.' } });
    const states = async () => {
      const { items } = await call('listOutbox', { query: { limit: 50 } });
      return Object.fromEntries(items.map((mail) => [mail.to, mail.state]));
    };
    const unknown = { 'ana@example.net': 'unknown', 'bo@example.net': 'unknown' };
    await until(
      'nobody knows',
      async () => JSON.stringify(sorted(await states())) === JSON.stringify(unknown),
    );
    const toAna = raws.find((raw) => /^to:.*ana@example\.net/im.test(raw));
    await source.append('Sent', toAna ?? '', ['\\Seen']);
    await write('cleo'); // wakes the one who looks
    await until(
      'the mail to Ana is known to have left',
      async () => (await states())['ana@example.net'] === 'sent',
      120,
    );
    await until('the third has come in', async () => (await tickets()).length === 3);
    expect(await states()).toEqual({ 'ana@example.net': 'sent', 'bo@example.net': 'unknown' });
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
  } finally {
    await deaf.close();
  }
});

const sorted = (states: Record<string, string>) =>
  Object.fromEntries(Object.entries(states).sort(([one], [other]) => one.localeCompare(other)));
