import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepDue } from '../obligations/sweep.ts';
import { addTeam, addUnit, addUser } from '../platform/testing/factories.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { addChain, ask, type Chain, dueIn, dutiesOf, ledgerOf, shown, step } from './testing/chain.ts';

let test: TestApp;
let chain: Chain;
beforeAll(async () => {
  test = await startTestApp();
  chain = await addChain(test);
});
afterAll(() => test.close());

const told = async (user: { id: string }) =>
  test.app.db.selectFrom('notification').select('kind').where('user_id', '=', user.id).execute();

describe('asking for instruction', () => {
  it('ESC-05, ESC-20: goes to the direct superior, who owes an answer in four business hours', async () => {
    const { fei, xu } = chain;
    const { status, body } = await ask(test, fei);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'asked',
      addressee: { id: xu.id },
      asked_by: { id: fei.id },
      skipped: [],
      steps: [{ kind: 'asked', by: { id: fei.id }, to: { id: xu.id } }],
    });
    expect(dueIn(test, body, 'instruction_answer')).toBe(240);
    expect(await dutiesOf(test, xu)).toContain(`instruction_answer ${body.number}`);
    expect(await dutiesOf(test, fei)).toEqual([]);
    expect(await told(xu)).toContainEqual({ kind: 'instruction.asked' });
  });

  it('ESC-07: takes the facts and one’s own opinion, and is not sent without them', async () => {
    const without = async (field: string) => {
      const { status, body } = await ask(test, chain.fei, { [field]: '  ' });
      return [status, body.errors?.[0]?.field];
    };
    expect(await without('facts')).toEqual([422, 'facts']);
    expect(await without('opinion')).toEqual([422, 'opinion']);
    expect((await ask(test, chain.fei, { kind: 'gossip' })).body.errors[0]).toMatchObject({ field: 'kind' });
  });

  it('ESC-06, ESC-11: goes level by level; who skips one is refused, by the rule, and nothing is kept', async () => {
    const before = await shown(test, 1, chain.fei);
    const refused = await ask(test, chain.fei, { to: chain.ma.id });
    expect(refused).toMatchObject({ status: 409, body: { code: 'levels_skipped', rule: 'ESC-06' } });
    expect(await shown(test, 1, chain.fei)).toEqual(before);
    const { body } = await ask(test, chain.fei, { to: chain.yu.id });
    expect(body.errors[0]).toMatchObject({ field: 'to', code: 'not_above' });
  });

  it('ESC-06: in an urgent case skips levels, and the asker owes a report to those who were skipped', async () => {
    const { fei, xu, ma, dai } = chain;
    const asked = await ask(test, fei, { to: dai.id, urgent_reason: 'Xu and Ma are on a plane' });
    const { number } = asked.body;
    expect(asked.body).toMatchObject({
      addressee: { id: dai.id },
      skipped: [{ id: xu.id }, { id: ma.id }],
      urgent_reason: 'Xu and Ma are on a plane',
    });
    // by the end of the next business day: the calendar is always open, today is a Monday
    const due = asked.body.obligations.find((one: { kind: string }) => one.kind === 'instruction_report');
    expect(due.due_at).toBe('2026-03-04T00:00:00.000Z');
    expect(await dutiesOf(test, fei)).toEqual([`instruction_report ${number}`]);
    expect((await step(test, number, xu, 'report_skipped', { text: 'N' })).status).toBe(403);
    const reported = await step(test, number, fei, 'report_skipped', { text: 'It was on fire.' });
    expect(reported.status).toBe(200);
    expect(await dutiesOf(test, fei)).toEqual([]);
    for (const skipped of [xu, ma]) {
      expect((await shown(test, number, skipped)).steps.at(-1)).toMatchObject({
        kind: 'reported',
        text: 'It was on fire.',
      });
      expect(await told(skipped)).toContainEqual({ kind: 'instruction.reported' });
    }
    expect((await step(test, number, fei, 'report_skipped', { text: 'Again' })).status).toBe(409);
  });

  it.each([
    ['ESC-01', 'leak'],
    ['ESC-02', 'accident'],
    ['ESC-03', 'danger'],
    ['ESC-04', 'beyond_scope'],
    ['ESC-12', 'dispute'],
  ])(
    '%s: %s is reported at once: to any level without a reason, and answered in 30 minutes',
    async (_, kind) => {
      const { body } = await ask(test, chain.fei, { kind, to: chain.ma.id });
      expect(body).toMatchObject({ at_once: true, addressee: { id: chain.ma.id } });
      expect(dueIn(test, body, 'instruction_answer')).toBe(30);
      expect(ledgerOf(body)).toEqual(['answer open', 'report open']);
    },
  );

  it('ESC-14: what is left unanswered for 30 minutes is missed, and goes up to the next leader', async () => {
    const { fei, xu, ma } = chain;
    const { body } = await ask(test, fei, { kind: 'danger' });
    test.clock.advance(30);
    await sweepDue(test.app, test.systemContext);
    expect(ledgerOf(await shown(test, body.number, xu))).toEqual(['answer open']);
    test.clock.advance(1);
    await sweepDue(test.app, test.systemContext);
    const page = await shown(test, body.number, xu);
    expect(ledgerOf(page)).toEqual(['answer open missed']);
    const { items } = (await test.request('GET', '/notifications', { as: ma.key })).body;
    expect(items[0]).toMatchObject({ kind: 'obligation.escalated', instruction: body.number });
    const path = `/instructions/${body.number}/obligations/${page.obligations[0].id}/explain`;
    const why = (await test.request('GET', path, { as: ma.key })).body;
    expect(why.steps.map((one: { kind: string }) => one.kind)).toEqual(
      expect.arrayContaining(['opened', 'missed']),
    );
    expect(why.targets).toMatchObject([{ minutes: 30, counts: 'elapsed' }]);
  });

  it('climbs from the team’s lead to the heads of the units where nobody says whom one reports to', async () => {
    const [lead, head] = [await addUser(test, { name: 'Lead' }), await addUser(test, { name: 'Head' })];
    const unit = await addUnit(test, { head: head.id });
    const member = await addUser(test, { name: 'Member', unit });
    await addTeam(test, { unit, lead: lead.id, members: [member.id] });
    const ladder = (await test.request('GET', '/instructions/ladder', { as: member.key })).body.items;
    expect(ladder.map((one: { name: string }) => one.name)).toEqual(['Lead', 'Head', 'Ada Admin']);
    const { body } = await ask(test, member);
    expect(body.addressee.id).toBe(lead.id);
    expect((await shown(test, body.number, head)).number).toBe(body.number);
    const lonely = await ask(test, test.admin); // heads the whole organisation
    expect(lonely).toMatchObject({ status: 409, body: { code: 'nobody_above' } });
  });
});

describe('the addressee', () => {
  it('ESC-06: passes it up by one level with a remark, and then owes nothing', async () => {
    const { fei, xu, ma, dai } = chain;
    const { number } = (await ask(test, fei)).body;
    test.clock.advance(60);
    const passed = await step(test, number, xu, 'pass_up', { text: 'Beyond me.' });
    expect(passed.body).toMatchObject({ addressee: { id: ma.id }, next_level: { id: dai.id } });
    expect(ledgerOf(passed.body)).toEqual(['answer done kept', 'answer open']);
    expect(dueIn(test, passed.body, 'instruction_answer')).toBe(240);
    expect((await step(test, number, xu, 'instruct', { text: 'T' })).status).toBe(403);
    await step(test, number, ma, 'pass_up', { text: 'And me.' });
    expect((await shown(test, number, dai)).may).toEqual(['instruct', 'pass_up', 'ask_back']);
    await step(test, number, dai, 'pass_up', { text: 'To the head of the house.' });
    expect((await shown(test, number, test.admin)).may).toEqual(['instruct', 'ask_back']);
    const beyond = await step(test, number, test.admin, 'pass_up', { text: 'T' });
    expect(beyond.body.code).toBe('nobody_above');
  });

  it('asks back: the time stands still until the asker has answered', async () => {
    const { fei, xu } = chain;
    const { number } = (await ask(test, fei)).body;
    test.clock.advance(100);
    const back = await step(test, number, xu, 'ask_back', { text: 'Which meter?' });
    expect(back.body).toMatchObject({ asked_back: true });
    expect(back.body.obligations[0]).toMatchObject({ state: 'paused', paused_for: ['asked_back'] });
    expect((await step(test, number, xu, 'ask_back', { text: 'Hello?' })).status).toBe(409);
    test.clock.advance(500);
    const answered = await step(test, number, fei, 'answer_back', { text: 'The one in the hall.' });
    expect(dueIn(test, answered.body, 'instruction_answer')).toBe(140);
  });
});

describe('the asker', () => {
  it('withdraws it while it is unanswered: no answer is owed, the report to the skipped still is', async () => {
    const { fei, ma } = chain;
    const asked = await ask(test, fei, { to: ma.id, urgent_reason: 'Fire' });
    const { number } = asked.body;
    expect((await step(test, number, ma, 'withdraw', { text: 'N' })).status).toBe(403);
    expect((await step(test, number, fei, 'withdraw')).body.errors[0].code).toBe('words_needed');
    const { body } = await step(test, number, fei, 'withdraw', { text: 'It was the neighbour’s.' });
    expect(body.state).toBe('withdrawn');
    expect(ledgerOf(body)).toEqual(['answer cancelled', 'report open']);
    expect((await step(test, number, ma, 'instruct', { text: 'T' })).body.code).toBe('instruction_moved_on');
  });

  it('says with a step nothing that does not belong to it', async () => {
    const { number } = (await ask(test, chain.fei)).body;
    const odd = await step(test, number, chain.xu, 'pass_up', { text: 'T', given_by: chain.ma.id });
    expect(odd.body.errors[0]).toMatchObject({ field: 'given_by', code: 'not_of_this_step' });
  });
});
