import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { openDkimKey, openMailboxSecret } from './secrets.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

let made = 0;
const imap = {
  way: 'imap',
  host: 'imap.example.com',
  port: 993,
  security: 'tls',
  user: 'desk',
  sign_in: 'password',
  folder: 'INBOX',
  when_done: 'seen',
};
const fresh = (body: object = {}) => ({ address: `desk${++made}@example.org`, name: 'Desk', ...body });
const add = (body: object = {}) => test.request('POST', '/mailboxes', { body: fresh(body) });
const change = (id: string, body: object, ifMatch = '*') =>
  test.request('PATCH', `/mailboxes/${id}`, { body, headers: { 'if-match': ifMatch } });
const list = async () => (await test.request('GET', '/mailboxes')).body.items;
const secretOf = (id: string) => openMailboxSecret(test.app.db, test.app, id, 'receive');

describe('a mailbox', () => {
  it('is added with what was left out filled in, listed, changed and removed', async () => {
    const added = await add({ address: 'Help@Example.org', aliases: ['Hilfe@example.org'] });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    expect(added.body).toMatchObject({
      address: 'help@example.org',
      aliases: ['hilfe@example.org'],
      receive: { way: 'listener' },
      send: { way: 'installation' },
      acknowledge: true,
      catch_all: false,
    });
    expect((await list()).map((one: { address: string }) => one.address)).toContain('help@example.org');
    const changed = await change(added.body.id, { signature: '<p>Your desk</p>' }, added.body.etag);
    expect(changed.body).toMatchObject({ signature: '<p>Your desk</p>', name: 'Desk' });
    expect((await change(added.body.id, { name: 'X' }, added.body.etag)).status).toBe(412);
    const unconditional = await test.request('PATCH', `/mailboxes/${added.body.id}`, { body: { name: 'X' } });
    expect(unconditional.status).toBe(428);
    expect((await test.request('DELETE', `/mailboxes/${added.body.id}`)).status).toBe(204);
    expect((await change(added.body.id, { name: 'X' })).status).toBe(404);
    expect((await add({ address: 'help@example.org' })).status).toBe(201); // the address is free again
  });

  it('has addresses that lead to it alone', async () => {
    await add({ address: 'one@example.org', aliases: ['uno@example.org'] });
    for (const [body, field, code] of [
      [{ address: 'uno@example.org' }, 'address', 'mailbox_address_taken'],
      [{ aliases: ['one@example.org'] }, 'aliases', 'mailbox_address_taken'],
      [{ aliases: ['x@example.org', 'x@example.org'] }, 'aliases', 'mailbox_address_twice'],
      [{ team_id: '019a0000-0000-7000-8000-000000000000' }, 'team_id', 'team_unknown'],
      [{ ticket_type: 'nothing' }, 'ticket_type', 'unknown_key'],
      [{ calendar: 'nothing' }, 'calendar', 'unknown_key'],
      [{ receive: { ...imap, sign_in: 'oauth2' } }, 'receive.oauth', 'mail_oauth_missing'],
      [{ receive: { ...imap, when_done: 'move' } }, 'receive.move_to', 'mail_folder_missing'],
      [{ receive: { ...imap, when_done: 'move', move_to: 'INBOX' } }, 'receive.move_to', 'mail_folder_same'],
      [
        { send: { way: 'smtp', host: 'h', port: 25, security: 'tls', sign_in: 'as_receive' } },
        'send.sign_in',
        'mail_as_receive_without',
      ],
    ] as const) {
      const { status, body: problem } = await add(body);
      expect(status, JSON.stringify(problem)).toBe(422);
      expect(problem.errors[0]).toMatchObject({ field, code });
    }
  });

  it('has filters whose conditions can be read', async () => {
    const filter = {
      name: 'Invoices',
      when: { field: 'subject', contains: 'invoice' },
      refuse: false,
      let_in: false,
      team_id: null,
      ticket_type: null,
      tags: ['invoice'],
      importance: null,
      urgency: null,
    };
    expect((await add({ filters: [filter] })).body.filters).toEqual([filter]);
    const wrong = await add({ filters: [{ ...filter, when: { field: 'colour', is: 'red' } }] });
    expect(wrong.body.errors[0]).toMatchObject({ code: 'condition_wrong' });
    const { body } = await test.request('GET', '/mailboxes/fields');
    expect(body.items.map((field: { name: string }) => field.name)).toEqual(
      expect.arrayContaining(['from', 'from_domain', 'to', 'subject', 'text', 'nature']),
    );
  });
});

describe('the mailbox that catches all', () => {
  it('is one, is handed on, and cannot be done without', async () => {
    const all = async () => (await list()).filter((one: { catch_all: boolean }) => one.catch_all);
    const [first] = await all();
    expect((await change(first.id, { catch_all: false })).body.code).toBe('mailbox_catch_all_needed');
    expect((await change(first.id, { active: false })).body.code).toBe('mailbox_catch_all_needed');
    expect((await test.request('DELETE', `/mailboxes/${first.id}`)).status).toBe(409);
    const heir = (await add()).body;
    expect((await change(heir.id, { catch_all: true })).status).toBe(200);
    expect((await all()).map((one: { id: string }) => one.id)).toEqual([heir.id]);
    expect((await add({ catch_all: true })).status).toBe(201);
    expect(await all()).toHaveLength(1);
    expect((await test.request('DELETE', `/mailboxes/${heir.id}`)).status).toBe(204);
  });
});

describe('secrets of a mailbox', () => {
  it('are kept sealed, never shown, and stay when they are not given', async () => {
    const { body: box } = await add({ receive: imap, receive_secret: { password: 'open sesame' } });
    expect(box.receive_secret).toEqual({ password: true, client_secret: false, connected: false });
    await change(box.id, { name: 'Other', receive: { ...imap, folder: 'Desk' } });
    expect(await secretOf(box.id)).toEqual({ password: 'open sesame' });
    const row = await test.app.db
      .selectFrom('mailbox')
      .selectAll()
      .where('id', '=', box.id)
      .executeTakeFirstOrThrow();
    const events = await test.app.db
      .selectFrom('event_payload')
      .innerJoin('event', 'event.id', 'event_payload.event_id')
      .select('body')
      .where('subject_id', '=', box.id)
      .execute();
    expect(events).toHaveLength(2);
    expect(JSON.stringify([row, events, await list()])).not.toContain('sesame');
  });

  it('are not taken along to another server: whoever leads them there must know them', async () => {
    const { body: box } = await add({ receive: imap, receive_secret: { password: 'open sesame' } });
    await change(box.id, { receive: { ...imap, host: 'imap.elsewhere.example' } });
    expect(await secretOf(box.id)).toEqual({});
  });

  it('stand in the log of changes only as that', async () => {
    const { body: box } = await add({ receive: imap, receive_secret: { password: 'open sesame' } });
    await change(box.id, { receive_secret: { password: 'another one' } });
    const { body } = await test.request('GET', '/configuration/changes');
    const ours = body.items.filter((item: { section: string }) => item.section === 'mailboxes');
    expect(ours[0].after.address).toBe(box.address);
    expect(JSON.stringify(body)).not.toContain('another one');
  });
});

describe('the signature of DKIM', () => {
  it('has a key of its own for each selector, whose public half is to be published', async () => {
    const { body: box } = await add({ dkim: { domain: 'example.org', selector: 'desk' } });
    expect(box.dkim.record_name).toBe('desk._domainkey.example.org');
    expect(box.dkim.record_value).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{300,}=*$/);
    expect(await openDkimKey(test.app.db, test.app, box.id)).toContain('BEGIN PRIVATE KEY');
    const same = await change(box.id, { name: 'Other', dkim: { domain: 'example.org', selector: 'desk' } });
    expect(same.body.dkim).toEqual(box.dkim);
    const other = await change(box.id, { dkim: { domain: 'example.org', selector: 'desk2' } });
    expect(other.body.dkim.record_value).not.toBe(box.dkim.record_value);
    expect((await change(box.id, { dkim: null })).body.dkim).toBeNull();
    expect(await openDkimKey(test.app.db, test.app, box.id)).toBeNull();
  });
});

describe('trying the ways of a mailbox', () => {
  const attempt = async (body: object) =>
    (
      await test.request('POST', '/mailboxes/test', {
        body: {
          address: 'desk@example.org',
          receive: { way: 'listener' },
          send: { way: 'installation' },
          ...body,
        },
      })
    ).body;
  const at = (port: number, changes: object = {}) => ({
    ...imap,
    host: '127.0.0.1',
    port,
    security: 'plain',
    ...changes,
  });
  const servers: Server[] = [];
  /** A server that says these lines: a greeting, then one answer after the other. */
  async function speaks(greeting: string, answers: (line: string) => string): Promise<number> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write(greeting);
      socket.on('data', (data) => {
        for (const line of data.toString().split('\r\n').filter(Boolean)) socket.write(answers(line));
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }
  afterAll(() => {
    for (const server of servers) server.close();
  });
  const imapServer = (signIn: string, status = 'OK') =>
    speaks('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n', (line) => {
      const [tag, command = ''] = line.split(' ');
      if (command === 'CAPABILITY') return `* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n${tag} OK done\r\n`;
      if (command === 'AUTHENTICATE' || command === 'LOGIN') return `${tag} ${signIn}\r\n`;
      if (command === 'STATUS')
        return status === 'OK'
          ? `* STATUS INBOX (MESSAGES 3)\r\n${tag} OK done\r\n`
          : `${tag} NO [NONEXISTENT] no such mailbox\r\n`;
      if (command === 'NAMESPACE') return `* NAMESPACE (("" "/")) NIL NIL\r\n${tag} OK done\r\n`;
      if (command === 'LOGOUT') return `* BYE\r\n${tag} OK done\r\n`;
      return `${tag} OK done\r\n`;
    });
  const smtpServer = (answers: Record<string, string> = {}) =>
    speaks('220 ready\r\n', (line) => {
      const command = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
      const known: Record<string, string> = {
        EHLO: '250 hello',
        QUIT: '221 bye',
        STARTTLS: '502 no',
        ...answers,
      };
      return `${known[command] ?? '250 ok'}\r\n`;
    });
  const smtp = (port: number, changes: object = {}) => ({
    way: 'smtp',
    host: '127.0.0.1',
    port,
    security: 'plain',
    sign_in: 'none',
    ...changes,
  });
  const password = { receive_secret: { password: 'p' } };

  it('says that it works', async () => {
    const receive = at(await imapServer('OK signed in'));
    const send = smtp(await smtpServer());
    expect(await attempt({ receive, send, ...password })).toMatchObject({
      receive: { ok: true, code: 'receive' },
      send: { ok: true, code: 'send' },
    });
    expect(await attempt({})).toEqual({ receive: null, send: null });
  });

  it('says in plain words what is wrong with receiving', async () => {
    const nobodyThere = await speaks('', () => '');
    servers.pop()?.close();
    for (const [receive, code] of [
      [at(nobodyThere), 'refused'],
      [at(nobodyThere, { host: 'no-such-host.invalid' }), 'host_not_found'],
      [at(await imapServer('NO [AUTHENTICATIONFAILED] wrong')), 'sign_in_refused'],
      [at(await imapServer('OK signed in', 'NO')), 'folder_missing'],
      [at(await imapServer('OK signed in'), { security: 'starttls' }), 'starttls_missing'],
      [at(await imapServer('OK signed in'), { security: 'tls' }), 'not_tls'],
    ] as const) {
      const { receive: trial } = await attempt({ receive, ...password });
      expect(trial, JSON.stringify(trial)).toMatchObject({ ok: false, code });
      expect(trial.message).not.toContain('mail_fault');
    }
    expect((await attempt({ receive: at(1) })).receive).toMatchObject({ ok: false, code: 'secret_missing' });
  });

  it('says in plain words what is wrong with sending', async () => {
    const signIn = { sign_in: 'password', user: 'desk' };
    const refuses = { EHLO: '250-hello\r\n250 AUTH PLAIN LOGIN', AUTH: '535 5.7.8 wrong' };
    for (const [send, code] of [
      [smtp(await smtpServer(refuses), signIn), 'sign_in_refused'],
      [smtp(await smtpServer({ RCPT: '554 5.7.1 relaying denied' })), 'relay_refused'],
      [smtp(await smtpServer({ MAIL: '553 5.7.1 not your address' })), 'sender_refused'],
      [smtp(await smtpServer(), { security: 'starttls' }), 'starttls_missing'],
      [smtp(1), 'refused'],
      [smtp(1, { host: 'no-such-host.invalid' }), 'host_not_found'],
    ] as const) {
      const { send: trial } = await attempt({ send, send_secret: { password: 'p' }, send_to_me: true });
      expect(trial, JSON.stringify(trial)).toMatchObject({ ok: false, code });
    }
  });

  it('uses a kept secret only with the account that it is for', async () => {
    const port = await imapServer('OK signed in');
    const { body: box } = await add({ receive: at(port), ...password });
    expect((await attempt({ id: box.id, receive: at(port) })).receive).toMatchObject({ ok: true });
    const elsewhere = at(await imapServer('OK signed in'));
    expect((await attempt({ id: box.id, receive: elsewhere })).receive).toMatchObject({
      ok: false,
      code: 'secret_missing',
    });
  });
});
