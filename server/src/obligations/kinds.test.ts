import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../platform/testing/factories.ts';
import { upload } from '../platform/testing/upload.ts';
import { all, type Desk, madrid, startDesk } from '../policies/testing/desk.ts';
import { sweepDue } from './sweep.ts';

// The kinds of obligations that a policy can select beside the first answer and the solution: what begins them, what fulfils them.

let desk: Desk;
let test: Desk['test'];
beforeEach(async () => {
  desk = await startDesk();
  test = desk.test;
});
afterEach(() => test.close());

const at = (time: string) => test.clock.set(time.includes('Z') ? time : madrid(time));
const sweep = () => sweepDue(test.app, test.systemContext);
const elapsed = (minutes: number) => {
  const target = { elapsed_minutes: minutes };
  return { low: target, normal: target, high: target, urgent: target };
};

describe('arrival on site (SLA-13: staff on site within 45 minutes)', () => {
  beforeEach(() => desk.policy('all', { owed: { on_site_arrival: { target: elapsed(45) } } }));
  const arrivals = (number: number) => `/tickets/${number}/arrivals`;
  const arrive = async (number: number, body: object) => {
    const answer = await test.request('POST', arrivals(number), { body });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };

  it.each([
    ['one millisecond before', '2026-11-23T08:44:59.999Z', 'kept'],
    ['at the due moment', '2026-11-23T08:45:00.000Z', 'kept'],
    ['one millisecond after', '2026-11-23T08:45:00.001Z', 'late'],
  ])(
    'is %s kept or late by when somebody came, however late it is put on record',
    async (_, came, outcome) => {
      const technician = await addUser(test, { team: desk.team });
      const number = await desk.openTicket();
      at('2026-11-23T11:00');
      await sweep();
      expect(await desk.only(number, 'on_site_arrival')).toMatchObject({ state: 'open', outcome: 'missed' });
      const arrival = await arrive(number, { at: came, user_id: technician.id });
      expect(arrival).toMatchObject({ at: came, user: { id: technician.id }, void: false });
      const owed = await desk.only(number, 'on_site_arrival');
      expect(owed).toMatchObject({ state: 'done', outcome, done_at: came });
      const { steps } = await desk.explained(number, owed.id);
      expect(steps.at(-1)).toMatchObject({ kind: 'done', at: came });
      expect(await desk.problems()).toEqual([]);
    },
  );

  it('is corrected with a reason, and proved anew by what was right', async () => {
    const number = await desk.openTicket();
    at('2026-11-23T11:00');
    const { id } = await arrive(number, { at: '2026-11-23T08:40:00.000Z' });
    const correct = (body: object) =>
      test.request('POST', `${arrivals(number)}/${id}/correct`, { body: { reason: 'Typed wrong', ...body } });
    const { body: corrected } = await correct({ at: '2026-11-23T08:50:00.000Z' });
    expect(corrected).toMatchObject({
      at: '2026-11-23T08:50:00.000Z',
      corrected_at: madrid('2026-11-23T11:00'),
    });
    const late = { state: 'done', outcome: 'late', done_at: '2026-11-23T08:50:00.000Z' };
    expect(await desk.only(number, 'on_site_arrival')).toMatchObject(late);
    await correct({ at: null });
    expect(await desk.only(number, 'on_site_arrival')).toMatchObject({ state: 'open', done_at: null });
    await sweep();
    expect(await desk.only(number, 'on_site_arrival')).toMatchObject({ outcome: 'missed' });
    expect((await test.request('GET', arrivals(number))).body.items).toMatchObject([{ void: true }]);
    expect((await correct({ at: null })).body.code).toBe('arrival_void');
    const { body: page } = await test.request('GET', `/tickets/${number}`);
    const told = page.timeline.filter((event: { kind: string }) => event.kind === 'ticket.arrival_corrected');
    expect(told).toMatchObject([
      { payload: { reason: 'Typed wrong' } },
      { payload: { reason: 'Typed wrong' } },
    ]);
  });

  it('is not to come, and not before the request', async () => {
    const number = await desk.openTicket();
    for (const [moment, code] of [
      ['2026-11-23T08:00:00.001Z', 'arrival_to_come'],
      ['2026-11-23T07:59:59.999Z', 'arrival_before_request'],
    ]) {
      const refused = await test.request('POST', arrivals(number), { body: { at: moment } });
      expect([refused.status, refused.body.errors[0].code]).toEqual([422, code]);
    }
  });

  it('is not owed any more when the request is solved from afar, unless it was missed by then', async () => {
    const [early, late] = [await desk.openTicket(), await desk.openTicket()];
    at('2026-11-23T09:30');
    await desk.change(early, { status: 'resolved' });
    expect(await desk.only(early, 'on_site_arrival')).toMatchObject({ state: 'cancelled', outcome: null });
    at('2026-11-23T10:00');
    await sweep();
    await desk.change(late, { status: 'resolved' });
    expect(await desk.only(late, 'on_site_arrival')).toMatchObject({ state: 'done', outcome: 'late' });
  });
});

describe('answer in chat (SLA-12: 20 seconds for each reply)', () => {
  beforeEach(() => desk.policy('all', { owed: { chat_answer: { target: elapsed(1 / 3) } } }));

  it('is owed for every message of a chat, the first as well, and on no other channel', async () => {
    const mail = await desk.openTicket({ channel: 'email' });
    expect(await desk.owed(mail, 'chat_answer')).toEqual([]);
    const number = await desk.openTicket({ channel: 'chat' });
    expect((await desk.only(number, 'chat_answer')).due_at).toBe('2026-11-23T08:00:20.000Z');
    at('2026-11-23T08:00:20.000Z');
    await desk.reply(number);
    expect(await desk.only(number, 'chat_answer')).toMatchObject({ state: 'done', outcome: 'kept' });
    at('2026-11-23T08:01:00.000Z');
    await desk.customerWrites(number, 'chat');
    await desk.customerWrites(number, 'chat'); // a further message does not move it
    at('2026-11-23T08:01:20.001Z');
    await sweep();
    await desk.reply(number);
    const owed = await desk.owed(number, 'chat_answer');
    expect(owed.map((one) => one.outcome)).toEqual(['kept', 'late']);
    expect(await desk.problems()).toEqual([]);
  });
});

describe('periodic update and next answer', () => {
  it('tells of progress again and again: each answer begins the next (SLA-06)', async () => {
    await desk.policy('all', { owed: { progress_update: { target: all(60) } } });
    const number = await desk.openTicket();
    expect(await desk.owed(number, 'progress_update')).toEqual([]); // nothing was answered yet
    const dues: (string | null)[] = [];
    for (const time of ['2026-11-23T09:30', '2026-11-23T10:15', '2026-11-23T10:45']) {
      at(time);
      await desk.reply(number);
      const running = (await desk.owed(number, 'progress_update')).filter((one) => one.state === 'open');
      expect(running).toHaveLength(1);
      dues.push(running[0]?.due_at ?? null);
    }
    expect(dues).toEqual(['2026-11-23T10:30', '2026-11-23T11:15', '2026-11-23T11:45'].map(madrid));
    const all_ = await desk.owed(number, 'progress_update');
    expect(all_.map((one) => one.outcome).sort()).toEqual(['kept', 'kept', null]);
  });

  it('owes the next answer from the oldest message that waits', async () => {
    await desk.policy('all', { owed: { next_reply: { target: all(60) } } });
    const number = await desk.openTicket();
    await desk.reply(number);
    at('2026-11-23T10:00');
    await desk.customerWrites(number);
    at('2026-11-23T10:30');
    await desk.customerWrites(number);
    expect((await desk.only(number, 'next_reply')).due_at).toBe(madrid('2026-11-23T11:00'));
  });
});

describe('proofs', () => {
  const kind = (proof: string, more: object = {}) => ({
    name: 'Handed in',
    clause: '5.1',
    rules: ['CBK-20'],
    on: 'ticket.opened',
    owner: ['assignee', 'team'],
    target: { default: elapsed(60) },
    pause_while: [],
    proof,
    warn: [],
    escalate: [],
    towards_customer: false,
    ...more,
  });
  const owing = async (proof: string, more: object = {}) => {
    await desk.put('obligations/handed_in', kind(proof, more));
    const owner = await addUser(test, { name: 'Owner', team: desk.team });
    const number = await desk.openTicket({ assignee_id: owner.id });
    const { id } = await desk.only(number, 'handed_in');
    const give = (body: object, as = owner.key) => test.request('POST', `/duties/${id}/proof`, { body, as });
    return { owner, number, id, give };
  };

  it('is a record in words, which stands on the ticket as a note', async () => {
    const { number, id, give } = await owing('record');
    expect((await give({ words: '  ' })).body.errors[0]).toMatchObject({
      field: 'words',
      code: 'message_empty',
    });
    const done = await give({ words: 'Called at nine: all is well.' });
    expect(done.body, JSON.stringify(done.body)).toMatchObject({ id, state: 'done', outcome: 'kept' });
    const { body: page } = await test.request('GET', `/tickets/${number}`);
    expect(page.messages.at(-1)).toMatchObject({
      kind: 'note',
      body: 'Handed in\nCalled at nine: all is well.',
    });
    expect((await give({ words: 'Again.' })).body.code).toBe('obligation_ended');
    expect(await desk.problems()).toEqual([]);
  });

  it('is an attachment', async () => {
    const { owner, number, give } = await owing('attachment');
    expect((await give({ words: 'Here.' })).body.errors[0]).toMatchObject({ field: 'files' });
    const file = await upload(test, 'signed', { filename: 'receipt.txt', as: owner.key });
    expect((await give({ files: [file.body.id] })).body).toMatchObject({ state: 'done' });
    const { body: page } = await test.request('GET', `/tickets/${number}`);
    expect(page.messages.at(-1).attachments).toMatchObject([{ name: 'receipt.txt' }]);
  });

  it('is a checklist of which everything required is ticked', async () => {
    const ask = (key: string, required: boolean) => ({ key, name: key, answer: 'check', required });
    const { give } = await owing('checklist', { asks: [ask('power', true), ask('door', false)] });
    expect((await give({ answers: { door: true } })).body.errors[0].field).toBe('answers.power');
    expect((await give({ answers: { power: true, roof: true } })).body.errors[0].field).toBe('answers.roof');
    expect((await give({ answers: { power: true } })).body).toMatchObject({ state: 'done' });
  });

  it('is a form, each answer of its kind', async () => {
    const asks = [
      { key: 'satisfied', name: { en: 'Satisfied?' }, answer: 'yes_no', required: true },
      { key: 'opinions', name: { en: 'Opinions' }, answer: 'text', required: false },
    ];
    const { number, give } = await owing('form', { asks });
    expect((await give({ answers: { satisfied: 'yes' } })).body.errors[0]).toMatchObject({
      code: 'wrong_type',
    });
    expect((await give({ answers: { satisfied: false, opinions: 'Too slow' } })).body.state).toBe('done');
    const { body: page } = await test.request('GET', `/tickets/${number}`);
    expect(page.messages.at(-1).body).toBe('Handed in\nSatisfied?: no\nOpinions: Too slow');
  });

  it('is given by whoever owes it, and by nobody else', async () => {
    const { number, give } = await owing('record');
    const other = await addUser(test, { team: desk.team });
    expect((await give({ words: 'Mine.' }, other.key)).body.code).toBe('not_owed_by_you');
    const first = await desk.only(number, 'resolution');
    const follows = await test.request('POST', `/duties/${first.id}/proof`, { body: { words: 'Done.' } });
    expect(['proof_follows', 'not_owed_by_you']).toContain(follows.body.code);
  });
});
