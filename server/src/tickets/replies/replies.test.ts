import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addTeam, addUser } from '../../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { upload } from '../../platform/testing/upload.ts';
import { change, mails, open, page, post, tokenOf } from '../testing/desk.ts';
import { sendDueReplies } from './send-due-replies.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const seconds = (count: number) => test.clock.advance(count / 60);
const send = () => sendDueReplies(test.app, test.systemContext);
const queue = (number: number, body: object, as?: string) => post(test, number, 'replies', body, as);
const repliesOn = async (number: number) =>
  (await page(test, number)).messages.filter((message: { kind: string }) => message.kind === 'reply');
const waitingOn = async (number: number) => (await page(test, number)).pending_replies;
const draftsOf = async (number: number, as?: string) =>
  (await test.request('GET', `/tickets/${number}/draft`, as ? { as } : {})).body.drafts;
const set = (key: string, value: unknown) =>
  test.request('PUT', `/configuration/settings/${key}`, { body: { value: { value } } });
const setting = async (key: string, value: unknown) => expect((await set(key, value)).status).toBe(200);
async function customerWrites(number: number, body: string): Promise<void> {
  const { body: link } = await post(test, number, 'customer-link');
  const path = `/public/links/${tokenOf(link.url)}/messages`;
  expect((await test.request('POST', path, { as: null, body: { body } })).status).toBe(201);
}

describe('a reply', () => {
  it('waits ten seconds, then leaves with its status and files, whatever became of the window', async () => {
    const number = await open(test);
    const { id: file } = (await upload(test, 'content')).body;
    await test.request('PUT', `/tickets/${number}/draft`, { body: { kind: 'reply', body: 'Done' } });
    const queued = await queue(number, {
      html: '<p><em>Done</em></p>',
      attachments: [file],
      status: 'resolved',
    });
    expect(queued.status).toBe(201);
    expect(queued.body).toMatchObject({
      message: null,
      pending: { state: 'going_out', send_at: '2026-03-02T09:00:10.000Z', status: 'resolved' },
    });
    expect(await draftsOf(number)).toEqual([]);
    const sentBefore = (await mails(test)).length;
    seconds(9);
    await send();
    expect(await repliesOn(number)).toEqual([]);
    expect((await page(test, number)).status).not.toBe('resolved');
    seconds(1);
    await send();
    expect(await repliesOn(number)).toMatchObject([
      {
        body: 'Done',
        html: '<p><em>Done</em></p>',
        attachments: [{ id: file }],
        author: { name: 'Ada Admin' },
      },
    ]);
    expect((await page(test, number)).status).toBe('resolved');
    expect(await waitingOn(number)).toEqual([]);
    expect((await mails(test)).length - sentBefore).toBe(1);
  });

  it('leaves once, however many processes look at it', async () => {
    const number = await open(test);
    for (let count = 0; count < 5; count++) await queue(number, { body: `Answer ${count}` });
    seconds(11);
    await Promise.all([send(), send(), send(), send()]);
    const bodies = (await repliesOn(number)).map((one: { body: string }) => one.body).sort();
    expect(bodies).toEqual([0, 1, 2, 3, 4].map((count) => `Answer ${count}`));
    await send();
    expect(await repliesOn(number)).toHaveLength(5);
  });

  it('that cannot be sent holds up no other, and stays', async () => {
    const number = await open(test);
    await sql`alter table message add constraint broken check (body <> 'Broken')`.execute(test.app.db);
    await queue(number, { body: 'Broken' });
    seconds(1);
    await queue(number, { body: 'Whole' });
    seconds(11);
    await expect(send()).rejects.toThrow();
    expect((await repliesOn(number)).map((one: { body: string }) => one.body)).toEqual(['Whole']);
    expect(await waitingOn(number)).toMatchObject([{ body: 'Broken' }]);
    await sql`alter table message drop constraint broken`.execute(test.app.db);
    await send();
    expect(await repliesOn(number)).toHaveLength(2);
  });

  it('taken back is a draft again, before what was begun since, and never leaves', async () => {
    const number = await open(test);
    const { body } = await queue(number, { html: '<p><u>First</u></p>' });
    await test.request('PUT', `/tickets/${number}/draft`, { body: { kind: 'reply', body: 'Second' } });
    const path = `/tickets/${number}/replies/${body.pending.id}`;
    const other = await addUser(test);
    expect((await test.request('DELETE', path, { as: other.key })).status).toBe(404);
    expect((await test.request('DELETE', path)).status).toBe(204);
    expect(await draftsOf(number)).toMatchObject([
      { body: 'First\n\nSecond', html: '<p><u>First</u></p><p></p><p>Second</p>' },
    ]);
    seconds(11);
    await send();
    expect(await repliesOn(number)).toEqual([]);
    expect((await test.request('DELETE', path)).status).toBe(404);
  });

  it('is either taken back or sent when both happen at once', async () => {
    const number = await open(test);
    const { body } = await queue(number, { body: 'One or the other' });
    seconds(11);
    const [, back] = await Promise.all([
      send(),
      test.request('DELETE', `/tickets/${number}/replies/${body.pending.id}`),
    ]);
    const [replies, drafts] = [await repliesOn(number), await draftsOf(number)];
    expect(back.status === 204 ? [replies.length, drafts.length] : [drafts.length, replies.length]).toEqual([
      0, 1,
    ]);
  });

  it('is held when a newer message came meanwhile, and leaves when its author says so', async () => {
    const number = await open(test);
    const seen = (await page(test, number)).messages.at(-1).id;
    const { body } = await queue(number, { body: 'Tomorrow at ten.', last_seen_message: seen });
    await customerWrites(number, 'I am away tomorrow.');
    seconds(11);
    await send();
    expect(await repliesOn(number)).toEqual([]);
    expect(await waitingOn(number)).toMatchObject([{ state: 'held', reason: 'newer_messages' }]);
    const now = await post(test, number, `replies/${body.pending.id}/send`);
    expect(now.status).toBe(200);
    expect(await repliesOn(number)).toHaveLength(1);
    expect(await waitingOn(number)).toEqual([]);
  });

  it('is refused at once when a newer message is there already, and the draft stays', async () => {
    const number = await open(test);
    const seen = (await page(test, number)).messages.at(-1).id;
    await customerWrites(number, 'One more thing.');
    await test.request('PUT', `/tickets/${number}/draft`, { body: { kind: 'reply', body: 'Yes' } });
    const refused = await queue(number, { body: 'Yes', last_seen_message: seen });
    expect([refused.status, refused.body.code]).toEqual([409, 'newer_messages']);
    expect(await draftsOf(number)).toHaveLength(1);
    expect((await queue(number, { body: 'Yes', last_seen_message: seen, anyway: true })).status).toBe(201);
  });

  it('is held for its author when the ticket was merged meanwhile or the right is lost', async () => {
    const [number, into] = [await open(test), await open(test)];
    await queue(number, { body: 'Too late' });
    await post(test, number, 'merge', { into });
    seconds(11);
    await send();
    expect(await waitingOn(into)).toMatchObject([
      { state: 'held', reason: 'ticket_merged', body: 'Too late' },
    ]);
    const [{ id }] = await waitingOn(into);
    expect((await test.request('DELETE', `/tickets/${number}/replies/${id}`)).status).toBe(204);
    expect(await draftsOf(into)).toMatchObject([{ body: 'Too late' }]);

    const [other, agent] = [await open(test), await addUser(test)];
    await queue(other, { body: 'By one who left' }, agent.key);
    await test.request('POST', `/users/${agent.id}/deactivate`, { body: { successor_id: test.admin.id } });
    seconds(11);
    await send();
    expect(await waitingOn(other)).toMatchObject([{ state: 'held', reason: 'author_left' }]);
    expect(await repliesOn(other)).toEqual([]);
  });

  it('leaves at once when a due time would pass in the ten seconds, or without such seconds', async () => {
    const number = await open(test);
    const { next_due_at } = await page(test, number);
    test.clock.set(new Date(Date.parse(next_due_at) - 5_000));
    const { body } = await queue(number, { body: 'In the last moment' });
    expect(body).toMatchObject({ pending: null, message: { body: 'In the last moment' } });
    await setting('undo_send_seconds', 0);
    expect((await queue(number, { body: 'No waiting' })).body.message.body).toBe('No waiting');
    await setting('undo_send_seconds', 10);
    expect((await set('undo_send_seconds', 'ten')).status).toBe(422);
    expect((await set('undo_send_seconds', 61)).status).toBe(422);
  });
});

describe('the second person', () => {
  let author: { id: string; key: string };
  let lead: { id: string; key: string };
  let team: string;
  beforeAll(async () => {
    lead = await addUser(test);
    team = await addTeam(test, { lead: lead.id });
    author = await addUser(test, { team });
  });
  beforeEach(async () => {
    await setting('release_types', ['complaint']);
    await setting('release_newcomer_days', 0);
  });
  const complaint = async () => {
    const number = await open(test, { team_id: team });
    expect((await change(test, number, { type: 'complaint' })).status).toBe(200);
    return number;
  };

  it('releases a reply on a chosen type, which then leaves in its author’s name', async () => {
    const number = await complaint();
    const direct = await post(test, number, 'messages', { kind: 'reply', body: 'Sorry' }, author.key);
    expect([direct.status, direct.body.code]).toEqual([409, 'release_needed']);
    const { body } = await queue(number, { body: 'Sorry', status: 'resolved' }, author.key);
    expect(body.pending).toMatchObject({ state: 'awaiting_release', send_at: null });
    const told = await test.app.db
      .selectFrom('notification')
      .select('kind')
      .where('user_id', '=', lead.id)
      .execute();
    expect(told.map((one) => one.kind)).toContain('ticket.release_asked');
    seconds(60);
    await send();
    expect(await repliesOn(number)).toEqual([]);

    const path = `replies/${body.pending.id}/release`;
    const own = await post(test, number, path, { release: true }, author.key);
    expect([own.status, own.body.code]).toEqual([409, 'release_by_another']);
    expect((await post(test, number, `replies/${body.pending.id}/send`, {}, author.key)).status).toBe(404);
    expect((await post(test, number, path, { release: true }, lead.key)).status).toBe(200);
    expect(await repliesOn(number)).toMatchObject([{ body: 'Sorry', author: { id: author.id } }]);
    const shown = await page(test, number);
    expect([shown.status, shown.pending_replies]).toEqual(['resolved', []]);
    const answered = shown.timeline.find((event: { kind: string }) => event.kind === 'ticket.answered');
    expect(answered).toMatchObject({ actor: { id: author.id }, data: { released_by: lead.id } });
  });

  it('gives it back with a comment: it is the author’s draft again', async () => {
    const number = await complaint();
    const { body } = await queue(number, { body: 'Not our fault' }, author.key);
    const path = `replies/${body.pending.id}/release`;
    const decision = { release: false, comment: 'Kinder, please.' };
    expect((await post(test, number, path, decision, lead.key)).status).toBe(200);
    expect(await repliesOn(number)).toEqual([]);
    expect(await draftsOf(number, author.key)).toMatchObject([{ body: 'Not our fault' }]);
    const event = (await page(test, number)).timeline.find(
      (one: { kind: string }) => one.kind === 'ticket.release_refused',
    );
    expect(event.payload).toEqual({ comment: 'Kinder, please.' });
  });

  it('looks at what newcomers write, also by macro, and is no newcomer', async () => {
    await setting('release_newcomer_days', 30);
    const number = await open(test, { team_id: team });
    const newcomer = await addUser(test, { team });
    const { body } = await queue(number, { body: 'Hello' }, newcomer.key);
    expect(body.pending.state).toBe('awaiting_release');
    const path = `replies/${body.pending.id}/release`;
    const colleague = await addUser(test, { team });
    const refused = await post(test, number, path, { release: true }, colleague.key);
    expect([refused.status, refused.body.code]).toEqual([409, 'release_by_experienced']);
    test.clock.advance(31 * 24 * 60);
    expect((await queue(number, { body: 'Hello again' }, newcomer.key)).body.pending.state).toBe('going_out');
    expect((await post(test, number, path, { release: true }, colleague.key)).status).toBe(200);
  });

  it('decides on newer messages too', async () => {
    const number = await complaint();
    const seen = (await page(test, number)).messages.at(-1).id;
    const { body } = await queue(number, { body: 'Sorry', last_seen_message: seen }, author.key);
    await customerWrites(number, 'Forget it, it works.');
    const path = `replies/${body.pending.id}/release`;
    const refused = await post(test, number, path, { release: true }, lead.key);
    expect([refused.status, refused.body.code]).toEqual([409, 'newer_messages']);
    expect((await post(test, number, path, { release: true, anyway: true }, lead.key)).status).toBe(200);
  });
});
