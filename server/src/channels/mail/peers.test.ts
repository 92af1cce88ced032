import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMailbox } from '../../mailboxes/testing/add-mailbox.ts';
import { setMailbox } from '../../mailboxes/testing/set-mailbox.ts';
import { type AddedUser, addTeam, addUnit, addUser } from '../../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { verify } from '../../verify.ts';
import { processDue } from './run-mail.ts';
import { bring, type GivenMail, rawMail } from './testing/mails.ts';

/** Failures that users of other help desks told of, each as it would happen here. */

let test: TestApp;
let billing: AddedUser;
let legal: AddedUser;
let legalMailbox: string;
beforeAll(async () => {
  test = await startTestApp();
  const unit = await addUnit(test, { name: 'Back office' });
  billing = await addUser(test, { name: 'Bill', unit });
  legal = await addUser(test, { name: 'Lea Legal', unit: await addUnit(test, { name: 'Legal' }) });
  const billingTeam = await addTeam(test, { unit, members: [billing.id] });
  const legalTeam = await addTeam(test, { unit, members: [legal.id] });
  await addMailbox(test, { address: 'billing@ours.example', team_id: billingTeam });
  legalMailbox = await addMailbox(test, { address: 'legal@ours.example', team_id: legalTeam });
});
afterAll(() => test.close());

const come = async (raw: string, query: { from?: string; to?: string } = {}) =>
  (await bring(test, raw, query)).body;
const tickets = async () =>
  Number(
    (await test.app.db.selectFrom('ticket').select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow())
      .n,
  );
const mailsOut = async () => (await test.app.db.selectFrom('outbox').select('id').execute()).length;
const noticesOf = async (user: AddedUser) =>
  (await test.request('GET', '/notifications', { as: user.key })).body.items.map(
    (notice: { kind: string }) => notice.kind,
  );

describe('27: loops', () => {
  it.each<[string, GivenMail]>([
    ['an absence note', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    [
      'a mailing list',
      { to: 'all@lists.example', headers: { 'List-Id': '<all.lists.example>', Precedence: 'list' } },
    ],
    ['spam', { headers: { 'X-Spam-Flag': 'YES' } }],
  ])('%s opens no ticket and is answered by nothing, but stands in the journal', async (_, given) => {
    const before = { tickets: await tickets(), out: await mailsOut() };
    const { id, verdict, ticket } = await come(rawMail(given));
    expect(['auto_reply', 'list', 'spam']).toContain(verdict);
    expect(ticket).toBeNull();
    expect({ tickets: await tickets(), out: await mailsOut() }).toEqual(before);
    const { body } = await test.request('GET', `/mail/journal/${id}`);
    expect(body.text).toContain('The router has no light.');
  });

  it('an absence note to our answer is kept on the ticket and wakes nothing', async () => {
    const { ticket } = await come(rawMail({ id: 'away-1@example.net' }));
    await test.request('POST', `/tickets/${ticket}/messages`, {
      body: { kind: 'reply', body: 'Done.', status: 'resolved' },
    });
    const before = await mailsOut();
    const headers = { References: '<away-1@example.net>', 'Auto-Submitted': 'auto-replied' };
    expect(await come(rawMail({ headers, text: 'I am away.' }))).toMatchObject({
      verdict: 'auto_reply',
      ticket,
    });
    const { body } = await test.request('GET', `/tickets/${ticket}`);
    expect(body.status).toBe('resolved');
    expect(body.messages.at(-1)).toMatchObject({ kind: 'incoming', body: 'I am away.' });
    expect(await mailsOut()).toBe(before);
  });
});

describe('29: duplicates on intake', () => {
  it('the same raw mail fetched twice is one ticket, and the second row says so', async () => {
    const raw = rawMail();
    const first = await come(raw);
    const before = await tickets();
    expect(await come(raw)).toMatchObject({ verdict: 'duplicate', ticket: first.ticket });
    expect(await tickets()).toBe(before);
  });

  it('the same mail with other trace headers is the same', async () => {
    const raw = rawMail();
    await come(raw);
    const again = `Received: from a.example by b.example; Mon, 02 Mar 2026 09:00:00 +0000\r\n${raw}`;
    expect(await come(again)).toMatchObject({ verdict: 'duplicate' });
  });

  it('both at once are one ticket', async () => {
    const raw = rawMail();
    const before = await tickets();
    const verdicts = (await Promise.all([1, 2, 3].map(() => come(raw)))).map((one) => one.verdict);
    expect(verdicts.sort()).toEqual(['duplicate', 'duplicate', 'new_ticket']);
    expect(await tickets()).toBe(before + 1);
  });

  it('a mail from a mailbox of ours to itself is one ticket', async () => {
    const raw = rawMail({ from: 'billing@ours.example', to: 'billing@ours.example' });
    const before = await tickets();
    expect(await come(raw)).toMatchObject({ verdict: 'new_ticket' });
    expect(await come(raw)).toMatchObject({ verdict: 'duplicate' });
    expect(await tickets()).toBe(before + 1);
  });
});

describe('30: the same mail to two mailboxes', () => {
  it('is one ticket; the other team is told and sees it', async () => {
    const raw = rawMail({ to: 'billing@ours.example, legal@ours.example' });
    const before = await tickets();
    const { ticket } = await come(raw, { to: 'billing@ours.example,legal@ours.example' });
    expect(await tickets()).toBe(before + 1);
    expect(await noticesOf(legal)).toContain('ticket.also_addressed');
    expect((await test.request('GET', `/tickets/${ticket}`, { as: legal.key })).status).toBe(200);
  });

  it('is the same when each mailbox gets it by itself', async () => {
    const raw = rawMail({ to: 'billing@ours.example, legal@ours.example' });
    const { ticket } = await come(raw, { to: 'billing@ours.example' });
    expect((await test.request('GET', `/tickets/${ticket}`, { as: legal.key })).status).toBe(404);
    const second = await come(raw, { to: 'legal@ours.example' });
    expect(second).toMatchObject({ verdict: 'duplicate', ticket });
    expect(second.reason).toContain('legal@ours.example');
    expect((await test.request('GET', `/tickets/${ticket}`, { as: legal.key })).status).toBe(200);
    const third = await come(raw, { to: 'legal@ours.example' });
    expect(third.reason).toBe('The same mail came in before.');
  });

  it('is two linked tickets where the mailbox wants one of its own', async () => {
    await setMailbox(test, { id: legalMailbox }, { same_mail: 'linked_tickets' });
    const raw = rawMail({ to: 'billing@ours.example, legal@ours.example' });
    const first = await come(raw, { to: 'billing@ours.example' });
    const second = await come(raw, { to: 'legal@ours.example' });
    await setMailbox(test, { id: legalMailbox }, { same_mail: 'one_ticket' });
    expect(second.verdict).toBe('new_ticket');
    expect(second.ticket).not.toBe(first.ticket);
    const { body } = await test.request('GET', `/tickets/${second.ticket}`);
    expect(body.links.map((link: { ticket: { number: number } }) => link.ticket.number)).toEqual([
      first.ticket,
    ]);
  });

  it('from one mailbox of ours to another is a ticket like any other', async () => {
    const raw = rawMail({ from: 'legal@ours.example', to: 'billing@ours.example' });
    expect(await come(raw)).toMatchObject({ verdict: 'new_ticket' });
  });
});

describe('31: silently lost mail', () => {
  it('an old Message-ID with other content is taken in', async () => {
    const first = await come(rawMail({ id: 'reused@example.net', text: 'One.' }));
    const second = await come(rawMail({ id: 'reused@example.net', text: 'Another.' }));
    expect(second.verdict).toBe('new_ticket');
    expect(second.ticket).not.toBe(first.ticket);
  });

  it('a mail without a Message-ID is taken in, once', async () => {
    const raw = rawMail({ id: null });
    expect(await come(raw)).toMatchObject({ verdict: 'new_ticket' });
    expect(await come(raw)).toMatchObject({ verdict: 'duplicate' });
  });

  it('two alarms with the same words, without Message-ID and date, are two', async () => {
    const alarm = { id: null, date: null, subject: 'ALARM', text: 'Pump 3 stopped.' };
    expect(await come(`Received: from pump; 1\r\n${rawMail(alarm)}`)).toMatchObject({
      verdict: 'new_ticket',
    });
    expect(await come(`Received: from pump; 2\r\n${rawMail(alarm)}`)).toMatchObject({
      verdict: 'new_ticket',
    });
  });

  it.each([
    ['no headers at all', 'just words\r\n'],
    ['no sender', 'Subject: Hello\r\n\r\nWho am I?\r\n'],
    ['no subject, no text', 'From: a@example.net\r\n\r\n'],
    ['bytes that are no text', Buffer.from([0, 1, 2, 255, 254, 13, 10, 0]).toString('latin1')],
  ])('a mail with %s is taken in', async (_, raw) => {
    expect(await come(raw)).toMatchObject({ verdict: 'new_ticket' });
  });
});

describe('32: what was deleted comes back', () => {
  it('does not, however long ago it was', async () => {
    const raw = rawMail();
    const { ticket } = await come(raw);
    test.clock.advance(3 * 365 * 24 * 60);
    expect(await come(raw)).toMatchObject({ verdict: 'duplicate', ticket });
  });
});

describe('33: endless fetching', () => {
  it('a mail that cannot be processed is put aside after three tries, visibly, and can be processed again', async () => {
    await sql`
      create function poison() returns trigger language plpgsql as $$ begin raise exception 'poisoned'; end $$;
      create trigger poison before insert on ticket for each row when (new.subject = 'Poison') execute function poison()`.execute(
      test.app.db,
    );
    const answer = await bring(test, rawMail({ subject: 'Poison' }));
    expect(answer.status).toBe(202);
    const { id } = answer.body;
    expect(answer.body).toMatchObject({ verdict: 'pending', ticket: null });
    const row = async () => (await test.request('GET', `/mail/journal/${id}`)).body;
    expect(await row()).toMatchObject({ state: 'pending', attempts: 1, error: 'poisoned' });
    expect(await processDue(test), 'not before its time').toBe(0);
    for (let n = 0; n < 2; n++) {
      test.clock.advance(10);
      expect(await processDue(test)).toBe(1);
    }
    expect(await row()).toMatchObject({ state: 'quarantined', verdict: 'quarantined', error: 'poisoned' });
    test.clock.advance(600);
    expect(await processDue(test)).toBe(0);
    const quarantined = await test.request('GET', '/mail/journal?state=quarantined');
    expect(quarantined.body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    await sql`drop trigger poison on ticket`.execute(test.app.db);
    const { body } = await test.request('POST', `/mail/journal/${id}/process`, { body: {} });
    expect(body).toMatchObject({ state: 'done', verdict: 'new_ticket', error: null });
  });

  it('a mail in the middle of whose processing the process always ends is put aside as well', async () => {
    const { id } = await come(rawMail());
    await test.app.db
      .updateTable('mail_in')
      .set({
        state: 'pending',
        verdict: null,
        reason: null,
        ticket_id: null,
        message_id: null,
        begun: 10,
        next_at: test.clock.now(),
      })
      .where('id', '=', id)
      .execute();
    await processDue(test);
    const { body } = await test.request('GET', `/mail/journal/${id}`);
    expect(body).toMatchObject({ state: 'quarantined', ticket: null });
    expect(body.reason).toContain('never came to an end');
  });
});

it('the journal adds up after all of it', async () => {
  const { findings } = await verify(test.app);
  expect(findings.filter((finding) => finding.check === 'mail')).toEqual([]);
});
