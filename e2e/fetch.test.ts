import type { BodyOf, Routes } from '@shouwen/api';
import { expect, it, onTestFailed } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { startDovecot } from './support/dovecot.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';

const install = useInstallations();

const mail = (subject: string) =>
  `From: Ana <ana@example.net>\r\nTo: desk@example.org\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(' ', '-')}@example.net>\r\nDate: Mon, 2 Mar 2026 08:00:00 +0000\r\n\r\nThe text.\r\n`;

it('fetches what is unread and what comes, moves it where that is wanted, begins anew with a new folder, and says what is wrong', async (context) => {
  const dovecot = await startDovecot(context);
  const source = await dovecot.client();
  await source.append('INBOX', mail('Read by somebody before'), ['\\Seen']);
  await source.append('INBOX', mail('Unread'));
  const here = install();
  const server = await here.start(withAdministrator);
  onTestFailed(() => console.error(`The server wrote last:\n${server.stderr().slice(-4000)}`));
  const { call } = await clientFor(here, server.url);
  const subjects = async () => {
    const { items } = await call('listTickets', { query: { limit: 200 } });
    return items.map((ticket) => ticket.subject).sort();
  };
  const come = (...wanted: string[]) =>
    until(
      `the tickets are ${wanted.join(', ')}`,
      async () => (await subjects()).join() === [...wanted].sort().join(),
      120,
    );
  const receive = {
    way: 'imap' as const,
    host: dovecot.host,
    port: dovecot.port,
    user: dovecot.user,
    security: 'plain' as const,
    sign_in: 'password' as const,
    folder: 'INBOX',
    when_done: 'seen' as const,
  };
  const { id } = await call('createMailbox', {
    body: {
      address: 'desk@example.org',
      name: 'Desk',
      acknowledge: false,
      receive,
      receive_secret: { password: dovecot.password },
    },
  });
  await come('Unread');
  // told at once by a server that has IDLE
  await source.append('INBOX', mail('Came later'));
  await come('Unread', 'Came later');
  // read in another program before we looked: it is ours all the same
  await source.append('INBOX', mail('Read at once'), ['\\Seen']);
  await come('Unread', 'Came later', 'Read at once');

  // a wrong password is shown at the mailbox, and the right one mends it
  const change = (body: BodyOf<Routes['changeMailbox']>) =>
    call('changeMailbox', { params: { id }, body }, { ifMatch: '*' });
  const fault = async () => {
    const { items } = await call('listMailboxes', {});
    return items.find((mailbox) => mailbox.id === id)?.fetching?.code ?? null;
  };
  await change({ receive_secret: { password: 'wrong' } });
  await until('the mailbox says what is wrong', async () => (await fault()) === 'sign_in_refused', 120);
  await change({ receive_secret: { password: dovecot.password } });
  await until('the mailbox works again', async () => (await fault()) === null, 120);

  // another folder, from which mail is moved away
  await source.mailboxCreate('Desk');
  await source.mailboxCreate('Done');
  await source.append('Desk', mail('To be moved'), ['\\Seen']);
  await change({ receive: { ...receive, folder: 'Desk', when_done: 'move', move_to: 'Done' } });
  await come('Unread', 'Came later', 'Read at once', 'To be moved');
  const count = async (folder: string) => {
    const status = await source.status(folder, { messages: true });
    return status ? status.messages : 0;
  };
  await until('it was moved', async () => (await count('Done')) === 1 && (await count('Desk')) === 0);

  // the folder is made anew: its numbers begin again, and mean others
  await change({ active: false });
  await source.mailboxDelete('Desk');
  await source.mailboxCreate('Desk');
  await source.append('Desk', mail('In the new folder'));
  await change({ active: true });
  await come('Unread', 'Came later', 'Read at once', 'To be moved', 'In the new folder');
  await change({ receive: { ...receive, folder: 'Nowhere' } });
  await until('the folder is missed', async () => (await fault()) === 'folder_missing', 120);
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
});
