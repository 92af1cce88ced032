import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AddedUser, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { answerAsPartner, readConsultation } from './answer-consultation.ts';
import { mails, open, page, post, tokenOf } from './testing/desk.ts';
import { pass } from './testing/twins.ts';

let test: TestApp;
let bo: AddedUser;
let far: AddedUser;
beforeAll(async () => {
  test = await startTestApp();
  bo = await addUser(test, { name: 'Bo' });
  far = await addUser(test, { name: 'Far', unit: await addUnit(test) });
});
afterAll(() => test.close());

const ask = (number: number, body: object, as = bo.key) =>
  post(test, number, 'consultations', { question: 'Is it the fuse?', due_minutes: 120, ...body }, as);
const dutiesOf = async (user: AddedUser) =>
  (await test.request('GET', '/duties', { as: user.key })).body.items.filter(
    (one: { kind: string }) => one.kind === 'consultation',
  );

describe('asking a colleague', () => {
  it('shows the ticket, is owed in its own time, and the answer is a note', async () => {
    const number = await open(test);
    const asked = await ask(number, { user_id: far.id });
    expect(asked.status).toBe(201);
    const due = new Date(test.clock.now().getTime() + 120 * 60_000).toISOString();
    expect(asked.body).toMatchObject({ state: 'open', asked: { id: far.id }, due_at: due });
    expect(await dutiesOf(far)).toMatchObject([{ due_at: due, towards_customer: false }]);
    const seen = await page(test, number, far.key);
    expect(seen.consultations).toMatchObject([{ question: 'Is it the fuse?' }]);
    expect(seen.may.write).toBe(false);
    const path = `consultations/${asked.body.id}/answer`;
    expect((await post(test, number, path, { body: 'No' })).body.code).toBe('not_asked');
    const answered = await post(test, number, path, { body: 'Yes, the fuse.' }, far.key);
    expect(answered.body).toMatchObject({ state: 'answered', answered_at: test.clock.now().toISOString() });
    expect((await post(test, number, path, { body: 'Again' }, far.key)).body.code).toBe('consultation_ended');
    const after = await page(test, number, far.key);
    expect(after.messages.at(-1)).toMatchObject({
      kind: 'note',
      body: 'Yes, the fuse.',
      author: { id: far.id },
      consultation_id: asked.body.id,
    });
    const duty = after.obligations.find((one: { kind: string }) => one.kind === 'consultation');
    expect(duty).toMatchObject({ state: 'done', outcome: 'kept', owner: { user: { id: far.id } } });
    const told = await test.app.db
      .selectFrom('notification')
      .select('kind')
      .where('user_id', '=', bo.id)
      .execute();
    expect(told).toContainEqual({ kind: 'ticket.consultation_answered' });
  });

  it('is late when it is late, and taken back it is owed no more and seen no more', async () => {
    const number = await open(test);
    const { body: late } = await ask(number, { user_id: far.id });
    await pass(test, 121);
    await post(test, number, `consultations/${late.id}/answer`, { body: 'Sorry' }, far.key);
    const { obligations } = await page(test, number);
    expect(obligations.find((one: { kind: string }) => one.kind === 'consultation').outcome).toBe('late');
    const other = await open(test);
    const { body: question } = await ask(other, { user_id: far.id });
    const withdraw = (as?: string) => post(test, other, `consultations/${question.id}/withdraw`, {}, as);
    expect((await withdraw(far.key)).status).toBe(403);
    expect((await withdraw()).body.state).toBe('withdrawn');
    expect((await withdraw()).body.code).toBe('consultation_ended');
    expect((await test.request('GET', `/tickets/${other}`, { as: far.key })).status).toBe(404);
    expect(await dutiesOf(far)).toEqual([]);
  });

  it('names exactly one who is asked, who is not oneself and works here', async () => {
    const number = await open(test);
    const partner = { name: 'Maker', email: 'maker@example.com' };
    for (const [who, code] of [
      [{}, 'ask_one'],
      [{ user_id: far.id, partner }, 'ask_one'],
      [{ user_id: bo.id }, 'ask_self'],
      [{ user_id: '019cadc6-9a80-7091-ad55-05bdf71b100c' }, 'user_unknown'],
    ] as const)
      expect((await ask(number, who)).body.errors[0].code).toBe(code);
  });

  it('goes on while the ticket is merged, and its answer stays on its thread', async () => {
    const [source, target] = [await open(test), await open(test)];
    const { body: question } = await ask(source, { user_id: far.id });
    await post(test, source, 'merge', { into: target });
    expect((await page(test, target)).consultations).toHaveLength(1);
    const answered = await post(
      test,
      source,
      `consultations/${question.id}/answer`,
      { body: 'From afar' },
      far.key,
    );
    expect(answered.status).toBe(200);
    expect((await page(test, target)).messages.at(-1)).toMatchObject({ thread: source, body: 'From afar' });
    await post(test, source, 'merge/undo');
    expect((await page(test, target)).messages).toHaveLength(1);
  });
});

describe('asking an outside partner', () => {
  it('mails a link on which the question is read and answered without an account', async () => {
    const number = await open(test, { subject: 'Customer matter', body: 'Private words' });
    const { body } = await ask(number, { partner: { name: 'Maker', email: 'maker@example.com' } });
    expect(body.url).toMatch(/^http:\/\/localhost:8080\/c\//);
    const [mail] = (await mails(test)).filter((one) => one.to === 'maker@example.com');
    expect(mail).toMatchObject({ kind: 'consultation', subject: 'Bo asks you something' });
    expect(mail?.body).toContain(body.url);
    expect(mail?.body).toContain('Is it the fuse?');
    expect(mail?.body).not.toContain('Private words');
    // the asker owes it to the customer to keep after it
    expect(await dutiesOf(bo)).toMatchObject([{ subject: { kind: 'consultation' } }]);
    const token = tokenOf(body.url);
    const context = await test.systemContext();
    const view = await readConsultation(test.app.db, context, token);
    expect(view).toMatchObject({ question: 'Is it the fuse?', asked_by: 'Bo', state: 'open', answer: null });
    const answer = (text: string) =>
      test.app.db.transaction().execute((tx) => answerAsPartner(tx, context, token, text));
    expect(await answer('It is.')).toMatchObject({ state: 'answered', answer: 'It is.' });
    await expect(answer('Once more')).rejects.toMatchObject({ code: 'consultation_ended' });
    const shown = await page(test, number);
    expect(shown.messages.at(-1)).toMatchObject({
      kind: 'note',
      body: 'It is.',
      author: { kind: 'partner', name: 'Maker' },
    });
    expect(shown.timeline.at(-1)).toMatchObject({
      kind: 'ticket.consultation_answered',
      actor: { kind: 'partner', name: 'Maker' },
    });
    expect(await dutiesOf(bo)).toEqual([]);
  });

  it('opens to no other link, and to none that is made up', async () => {
    const number = await open(test);
    const { body } = await post(test, number, 'customer-link');
    const context = await test.systemContext();
    for (const token of [tokenOf(body.url), 'x'.repeat(40)])
      await expect(readConsultation(test.app.db, context, token)).rejects.toMatchObject({
        kind: 'not_found',
      });
  });
});
