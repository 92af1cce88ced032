import { afterAll, beforeAll, expect, it } from 'vitest';
import { addMailbox } from '../../mailboxes/testing/add-mailbox.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { receiveMail } from './receive-mail.ts';

let test: TestApp;
let made = 0;
beforeAll(async () => {
  test = await startTestApp();
  const leaves = {
    refuse: false,
    let_in: false,
    team_id: null,
    ticket_type: null,
    tags: [],
    importance: null,
    urgency: null,
  };
  await addMailbox(test, {
    address: 'desk@example.org',
    acknowledge: false,
    filters: [
      {
        ...leaves,
        name: 'Lifts',
        when: { field: 'subject', contains: 'lift' },
        tags: ['lift'],
        urgency: 'high',
      },
      {
        ...leaves,
        name: 'Partner',
        when: { field: 'from_domain', is: 'partner.example' },
        tags: ['partner'],
      },
      { ...leaves, name: 'Adverts', when: { field: 'text', contains: 'unsubscribe' }, refuse: true },
      { ...leaves, name: 'Notices', when: { field: 'from', is: 'list@partner.example' }, let_in: true },
    ],
  });
});
afterAll(() => test.close());

const receive = async (
  from: string,
  subject: string,
  more = { header: '', text: 'Please.' },
  to = 'desk@example.org',
) => {
  const raw = Buffer.from(
    `From: <${from}>\r\nTo: <${to}>\r\nSubject: ${subject}\r\nMessage-ID: <${++made}@example.net>\r\n${more.header}\r\n${more.text}\r\n`,
  );
  const envelope = { from, to: ['desk@example.org'] };
  const { id, verdict } = await receiveMail(test, { raw, source: 'smtp', envelope });
  const row = await test.app.db
    .selectFrom('mail_in as m')
    .leftJoin('ticket as t', 't.id', 'm.ticket_id')
    .select(['m.reason', 't.tags', 't.urgency'])
    .where('m.id', '=', id)
    .executeTakeFirstOrThrow();
  return { verdict, ...row };
};

it('lets every filter of a mailbox act that fits, until one refuses', async () => {
  expect(await receive('ana@example.net', 'A question')).toMatchObject({ verdict: 'new_ticket', tags: [] });
  expect(await receive('ana@partner.example', 'The LIFT is stuck')).toMatchObject({
    verdict: 'new_ticket',
    tags: ['lift', 'partner'],
    urgency: 'high',
  });
  expect(await receive('ana@example.net', 'Buy', { header: '', text: 'Unsubscribe here.' })).toMatchObject({
    verdict: 'refused',
    reason: { key: 'filter', name: 'Adverts' },
  });
});

it('lets in a list that is wanted', async () => {
  const list = { header: 'List-Id: <all.partner.example>\r\n', text: 'News.' };
  const all = 'all@partner.example'; // what names our own address is a request all the same
  expect(await receive('other@lists.example', 'News', list, all)).toMatchObject({ verdict: 'list' });
  expect(await receive('list@partner.example', 'News', list, all)).toMatchObject({
    verdict: 'new_ticket',
    reason: { key: 'let_in', name: 'Notices' },
  });
});
