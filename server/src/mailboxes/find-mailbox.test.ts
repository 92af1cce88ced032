import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addToJournal } from '../channels/mail/testing/add-to-journal.ts';
import { org } from '../compose.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { prepareOrganisation } from '../prepare-organisation.ts';
import { catchAllMailbox, mailboxById, mailboxesFor, mailboxOfTicket } from './find-mailbox.ts';
import { addMailbox } from './testing/add-mailbox.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const addresses = async (...asked: string[]) =>
  (await mailboxesFor(test.app.db, org, asked)).map((one) => one.address);

describe('the mailbox that catches all', () => {
  it('is made once, however often the product starts', async () => {
    await prepareOrganisation(test);
    await prepareOrganisation(test);
    const rows = await test.app.db.selectFrom('mailbox').selectAll().where('catch_all', '=', true).execute();
    expect(rows).toHaveLength(1);
    expect(await catchAllMailbox(test.app.db, org)).toMatchObject({
      address: 'support@localhost',
      receive: { way: 'listener' },
      send: { way: 'installation' },
    });
  });
});

describe('the mailboxes of a mail', () => {
  it('are found by address and alias, in the order of the addresses, without regard to plus parts and capitals', async () => {
    await addMailbox(test, { address: 'sales@example.org', aliases: ['offers@example.org'] });
    await addMailbox(test, { address: 'repairs@example.org' });
    expect(await addresses('Repairs@Example.org', 'offers+spring@example.org')).toEqual([
      'repairs@example.org',
      'sales@example.org',
    ]);
    expect(await addresses('sales@example.org', 'offers@example.org')).toEqual(['sales@example.org']);
    expect(await addresses('somebody@example.org')).toEqual([]);
    expect(await addresses()).toEqual([]);
  });

  it('may have a plus in their own address', async () => {
    await addMailbox(test, { address: 'a+b@example.org' });
    expect(await addresses('a+b@example.org')).toEqual(['a+b@example.org']);
  });

  it('are not those that were switched off or removed', async () => {
    await addMailbox(test, { address: 'off@example.org', active: false });
    const gone = await addMailbox(test, { address: 'gone@example.org', deleted_at: test.clock.now() });
    expect(await addresses('off@example.org', 'gone@example.org')).toEqual([]);
    expect(await mailboxById(test.app.db, org, gone)).toBeNull();
  });
});

describe('the mailbox of a ticket', () => {
  it('is the one that it came to, else its team’s, else the one that catches all', async () => {
    const { body: ticket } = await test.request('POST', '/tickets', {
      body: { subject: 'Lift', body: 'It is stuck.', customer: { name: 'Ana' } },
    });
    const { id, team_id } = await test.app.db
      .selectFrom('ticket')
      .select(['id', 'team_id'])
      .where('number', '=', ticket.number)
      .executeTakeFirstOrThrow();
    const context = await test.systemContext();
    const of = async () => (await mailboxOfTicket(test.app.db, context, id))?.address;
    expect(await of()).toBe('support@localhost');
    await addMailbox(test, { address: 'team@example.org', team_id });
    expect(await of()).toBe('team@example.org');
    const cameTo = await addMailbox(test, { address: 'lifts@example.org' });
    await addToJournal(test, { mailboxId: cameTo, ticketId: id });
    expect(await of()).toBe('lifts@example.org');
  });
});
