import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { change, mails, open, page, post, reply, tokenOf } from './testing/desk.ts';
import { customerWrites, rowOf } from './testing/twins.ts';

let test: TestApp;
let agent: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  agent = await addUser(test, { name: 'Bo' });
});
afterAll(() => test.close());

const merge = (source: number, into: number, as?: string) => post(test, source, 'merge', { into }, as);

describe('merging', () => {
  it('is a pointer: the source keeps its messages, the target shows both', async () => {
    const [source, target] = [await open(test, { tags: ['a'] }), await open(test, { tags: ['b'] })];
    const { status, body } = await merge(source, target, agent.key);
    expect(status).toBe(201);
    expect(body).toMatchObject({ merged_by: { id: agent.id }, target: { number: target } });
    const shown = await page(test, target);
    expect(shown.messages.map((message: { thread: number }) => message.thread)).toEqual([source, target]);
    expect(shown.tags.sort()).toEqual(['a', 'b']);
    expect(shown.obligations).toHaveLength(6);
    const left = await page(test, source);
    expect(left).toMatchObject({ merged_into: target, next_due_at: null });
    expect(left.obligations.every((one: { paused_for: string[] }) => one.paused_for.includes('merged'))).toBe(
      true,
    );
    const { body: list } = await test.request('GET', '/tickets?limit=200');
    expect(list.items.map((one: { number: number }) => one.number)).not.toContain(source);
  });

  it('refuses itself, a merged source, a merged target, and work on a merged ticket', async () => {
    const [a, b, c] = [await open(test), await open(test), await open(test)];
    expect((await merge(a, a)).body.code).toBe('merge_self');
    expect((await merge(a, b)).status).toBe(201);
    expect((await merge(a, c)).body.code).toBe('ticket_merged');
    expect((await merge(c, a)).body.code).toBe('merge_target_merged');
    for (const call of [
      reply(test, a, 'Hello'),
      change(test, a, { subject: 'Other' }),
      post(test, a, 'take'),
      post(test, a, 'snooze', { until: null }),
      post(test, a, 'tasks', { title: 'Look' }),
    ])
      expect((await call).body).toMatchObject({ status: 409, code: 'ticket_merged' });
    expect((await post(test, b, 'merge/undo')).body.code).toBe('not_merged');
    expect((await merge(c, 999_999)).status).toBe(404);
  });

  it('needs the right on both', async () => {
    const elsewhere = await addUnit(test);
    const team = await addTeam(test, { unit: elsewhere });
    const local = await addUser(test, { unit: elsewhere, team });
    const observer = await addUser(test, { role: 'observer' });
    const [here, there] = [await open(test), await open(test, { team_id: team })];
    expect((await merge(there, here, local.key)).status).toBe(404);
    expect((await merge(there, here, observer.key)).status).toBe(403);
    expect((await merge(there, here)).status).toBe(201);
    expect((await post(test, there, 'merge/undo', {}, local.key)).status).toBe(403);
    // who sees only the source is told the target's number, not what it is about
    const shown = await page(test, there, local.key);
    expect(shown.merges[0].target).toEqual({ number: here, subject: '' });
  });

  it('never shows a confidential thread to those who may not see it', async () => {
    const [secret, plain] = [await open(test, { confidential: true }), await open(test)];
    expect((await merge(secret, plain)).body.code).toBe('merge_confidential');
    expect((await change(test, plain, { confidential: true })).status).toBe(200);
    expect((await merge(secret, plain)).status).toBe(201);
    expect((await change(test, plain, { confidential: false })).body.code).toBe('merged_confidential');
    expect((await test.request('GET', `/tickets/${plain}`, { as: agent.key })).status).toBe(404);
  });

  it('ends with exactly one merge when two agents merge in opposite directions at once', async () => {
    for (let round = 0; round < 20; round++) {
      const [a, b] = [await open(test), await open(test)];
      const answers = await Promise.all([merge(a, b), merge(b, a, agent.key)]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
      const [one, other] = [await rowOf(test, a), await rowOf(test, b)];
      expect([one.merged_into_id, other.merged_into_id].filter((id) => id !== null)).toHaveLength(1);
      const merges = await test.app.db
        .selectFrom('ticket_merge')
        .select('id')
        .where('source_id', 'in', [one.id, other.id])
        .execute();
      expect(merges).toHaveLength(1);
    }
  });

  it('loses no message that comes in while somebody merges, undoes and merges the other way', async () => {
    const [a, b] = [await open(test), await open(test)];
    const writing = async (number: number) => {
      for (let count = 0; count < 10; count++) await customerWrites(test, number, `${number}.${count}`);
    };
    const merging = async () => {
      for (let count = 0; count < 5; count++) {
        const [from, to] = count % 2 === 0 ? [a, b] : [b, a];
        expect((await merge(from, to)).status).toBe(201);
        expect((await post(test, from, 'merge/undo')).status).toBe(200);
      }
    };
    await Promise.all([writing(a), writing(b), merging()]);
    for (const number of [a, b])
      expect((await page(test, number)).messages.map((message: { body: string }) => message.body)).toEqual([
        'It went dark.',
        ...Array.from({ length: 10 }, (_, count) => `${number}.${count}`),
      ]);
  });

  it('answers both customers, each on the thread of their own', async () => {
    const source = await open(test, { email: 'source@example.com', subject: 'Bill' });
    const target = await open(test, { email: 'target@example.com', subject: 'Light' });
    await reply(test, target, 'Only to the target');
    await merge(source, target);
    test.clock.advance(1);
    await reply(test, target, 'To both');
    const sent = (await mails(test)).filter((mail) => mail.body.startsWith('To both'));
    expect(sent.map((mail) => [mail.to, mail.subject]).sort()).toEqual([
      ['source@example.com', `[#${source}] Bill`],
      ['target@example.com', `[#${target}] Light`],
    ]);
    const url = /http\S+/.exec(sent.find((mail) => mail.to === 'source@example.com')?.body ?? '')?.[0] ?? '';
    const { body } = await test.request('GET', `/public/links/${tokenOf(url)}`, { as: null });
    expect(body.number).toBe(source);
    expect(body.messages.map((message: { body: string }) => message.body)).toEqual([
      'It went dark.',
      'To both',
    ]);
    await test.request('POST', `/public/links/${tokenOf(url)}/messages`, {
      as: null,
      body: { body: 'Thanks' },
    });
    expect((await page(test, target)).messages.at(-1)).toMatchObject({ thread: source, body: 'Thanks' });
  });

  it('sends one mail to a customer who wrote on both', async () => {
    const [source, target] = [
      await open(test, { email: 'one@example.com' }),
      await open(test, { email: 'one@example.com' }),
    ];
    await merge(source, target);
    await reply(test, target, 'Once');
    const sent = (await mails(test)).filter((mail) => mail.body.startsWith('Once'));
    expect(sent.map((mail) => [mail.to, mail.subject])).toEqual([
      ['one@example.com', `[#${target}] Router without light`],
    ]);
  });

  it('goes over several steps, and each can be undone alone', async () => {
    const [a, b, c] = [await open(test), await open(test), await open(test)];
    await merge(a, b);
    await merge(b, c);
    await change(test, c, { status: 'waiting' });
    await customerWrites(test, a, 'From the bottom');
    expect((await rowOf(test, c)).status_category).toBe('open');
    expect((await page(test, c)).messages).toHaveLength(4);
    await post(test, a, 'merge/undo');
    expect((await rowOf(test, c)).status_category).toBe('waiting_for_customer');
    expect((await page(test, c)).messages).toHaveLength(2);
    expect((await page(test, a)).messages).toHaveLength(2);
    await post(test, b, 'merge/undo');
    expect((await page(test, c)).messages).toHaveLength(1);
  });
});
