import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { upload } from '../platform/testing/upload.ts';
import { mails, open, page, post, tokenOf } from './testing/desk.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const image = async (as?: string) =>
  (await upload(test, pixel, { filename: 'plan.png', ...(as ? { as } : {}) })).body.id as string;

describe('a formatted reply', () => {
  it('is stored clean with its plain text, and reaches the customer with its image', async () => {
    const number = await open(test);
    const file = await image();
    const html = `<p>Dear <strong>Li</strong><script>x</script>,</p><p><img src="/api/v1/files/${file}" alt="plan.png"></p>`;
    const { status, body } = await post(test, number, 'messages', { kind: 'reply', html });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      body: 'Dear Li,\n[plan.png]',
      html: `<p>Dear <strong>Li</strong>,</p><p><img src="cid:${file}" alt="plan.png" /></p>`,
      attachments: [{ id: file, name: 'plan.png', media_type: 'image/png' }],
    });
    expect((await page(test, number)).excerpt).toBe('Dear Li, [plan.png]');
    expect((await mails(test)).at(-1)?.body).toMatch(/^Dear Li,\n\[plan.png\]\n\n/);

    const { body: link } = await post(test, number, 'customer-link');
    const token = tokenOf(link.url);
    const shown = await test.server.inject({ url: `/t/${token}` });
    expect(shown.body).toContain('Dear <strong>Li</strong>,');
    expect(shown.body).toContain(`<img src="/t/${token}/files/${file}" alt="plan.png" />`);
    expect(shown.body).not.toContain(`<a href="/t/${token}/files/${file}">`);
    expect((await test.server.inject({ url: `/t/${token}/files/${file}` })).statusCode).toBe(200);
  });

  it('is plain when the words say it all', async () => {
    const number = await open(test);
    const { body } = await post(test, number, 'messages', {
      kind: 'reply',
      html: '<p>Yes.</p><p></p><p>Bo</p>',
    });
    expect([body.body, body.html]).toEqual(['Yes.\n\nBo', null]);
  });

  it('is refused when nothing is left of it, when it comes twice over, and with the image of somebody else', async () => {
    const number = await open(test);
    const errors = async (body: object) => {
      const answer = await post(test, number, 'messages', { kind: 'reply', ...body });
      return [answer.status, answer.body.errors?.[0]?.field];
    };
    expect(await errors({ html: '<script>x</script><p> </p>' })).toEqual([422, 'body']);
    expect(await errors({ html: '<p>a</p>', body: 'a' })).toEqual([422, 'body']);
    expect(await errors({})).toEqual([422, 'body']);
    const other = await addUser(test);
    const html = `<p>a<img src="cid:${await image(other.key)}"></p>`;
    expect(await errors({ html })).toEqual([422, 'attachments']);
  });
});

describe('a formatted note', () => {
  it('tells the colleagues who are marked in it', async () => {
    const number = await open(test);
    const bo = await addUser(test);
    const html = `<p><span data-type="mention" data-id="${bo.id}" data-label="Bo">@Bo</span> <em>look</em></p>`;
    const { body } = await post(test, number, 'messages', { kind: 'note', html });
    expect(body).toMatchObject({
      body: '@Bo look',
      html: '<p>@Bo <em>look</em></p>',
      mentions: [{ id: bo.id }],
    });
    const told = await test.app.db
      .selectFrom('notification')
      .select('kind')
      .where('user_id', '=', bo.id)
      .execute();
    expect(told.map((one) => one.kind)).toContain('ticket.mentioned');
  });
});

describe('a formatted draft', () => {
  it('comes back with its marks and people, and is gone when it is emptied', async () => {
    const number = await open(test);
    const save = (body: object) =>
      test.request('PUT', `/tickets/${number}/draft`, { body: { kind: 'note', ...body } });
    const stored = async () => (await test.request('GET', `/tickets/${number}/draft`)).body.drafts;
    const html = `<p><span data-type="mention" data-id="${test.admin.id}" data-label="Ada">@Ada</span> <u>see</u></p>`;
    expect((await save({ html })).status).toBe(200);
    expect(await stored()).toMatchObject([{ body: '@Ada see', html }]);
    expect((await save({ html: '<p></p>' })).status).toBe(200);
    expect(await stored()).toEqual([]);
  });
});

describe('a split message', () => {
  it('keeps its marks', async () => {
    const number = await open(test);
    const { messages } = await page(test, number);
    await test.app.db
      .updateTable('message')
      .set({ html: '<p><strong>dark</strong></p>' })
      .where('id', '=', messages[0].id)
      .execute();
    const { body } = await post(test, number, `messages/${messages[0].id}/split`, { subject: 'Second' });
    expect((await page(test, body.number)).messages[0].html).toBe('<p><strong>dark</strong></p>');
  });
});
