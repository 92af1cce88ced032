import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { multipart } from '../access/testing/call.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { addChain, ask, type Chain, dueIn, dutiesOf, ledgerOf, shown, step } from './testing/chain.ts';

let test: TestApp;
let chain: Chain;
beforeAll(async () => {
  test = await startTestApp();
  chain = await addChain(test);
});
afterAll(() => test.close());

/** A request of Fei's on which Xu has instructed. */
async function instructed(given: object = {}): Promise<number> {
  const { number } = (await ask(test, chain.fei)).body;
  await step(test, number, chain.xu, 'instruct', { text: 'Repair it on the spot.', ...given });
  return number;
}

describe('an instruction', () => {
  it('ESC-08: is written down in detail, acknowledged, and carried out with proof', async () => {
    const { fei, xu } = chain;
    const { number } = (await ask(test, fei)).body;
    const given = await step(test, number, xu, 'instruct', { text: 'Exchange it today.' });
    expect(given.body).toMatchObject({
      state: 'instructed',
      instruction: { text: 'Exchange it today.', given_by: { id: xu.id }, verbal: false },
    });
    expect(ledgerOf(given.body)).toEqual(['answer done kept', 'carry_out open', 'acknowledge open']);
    expect((await dutiesOf(test, fei)).sort()).toEqual([
      `instruction_acknowledge ${number}`,
      `instruction_carry_out ${number}`,
    ]);
    expect((await step(test, number, xu, 'acknowledge')).status).toBe(403);
    const read = await step(test, number, fei, 'acknowledge');
    expect(read.body.instruction.acknowledged_at).toBe(test.clock.now().toISOString());
    expect((await step(test, number, fei, 'carry_out')).body.errors[0].code).toBe('words_needed');
    const done = await step(test, number, fei, 'carry_out', { text: 'Exchanged, photo in the file.' });
    expect(done.body).toMatchObject({ state: 'carried_out', dissent: 'none', may: [] });
    expect(ledgerOf(done.body)).toEqual(['answer done kept', 'carry_out done kept', 'acknowledge done kept']);
    expect(done.body.steps.map((one: { kind: string }) => one.kind)).toEqual([
      'asked',
      'instructed',
      'acknowledged',
      'carried_out',
    ]);
    expect(await dutiesOf(test, fei)).toEqual([]);
  });

  it('ESC-08: is carried out by the date that the superior gives, which must lie ahead', async () => {
    const { fei, xu } = chain;
    const { number } = (await ask(test, fei)).body;
    const by = (minutes: number) => ({
      text: 'Do it.',
      carry_out_by: new Date(test.clock.now().getTime() + minutes * 60_000).toISOString(),
    });
    expect((await step(test, number, xu, 'instruct', by(0))).body.errors[0]).toMatchObject({
      field: 'carry_out_by',
      code: 'in_the_past',
    });
    const { body } = await step(test, number, xu, 'instruct', by(90));
    expect(dueIn(test, body, 'instruction_carry_out')).toBe(90);
    test.clock.advance(91);
    const late = await step(test, number, fei, 'carry_out', { text: 'Done.' });
    expect(ledgerOf(late.body)).toContain('carry_out done late');
  });

  it('ESC-08, ESC-15: given by word of mouth is written down by the asker, and confirmed afterwards', async () => {
    const { fei, xu, yu } = chain;
    const { number } = (await ask(test, fei, { kind: 'decision', facts: 'A part is missing.' })).body;
    const said = {
      text: 'Take the one from van 3.',
      given_by: xu.id,
      said_at: test.clock.now().toISOString(),
    };
    const later = new Date(test.clock.now().getTime() + 60_000).toISOString();
    const refused = async (given: object) =>
      (await step(test, number, fei, 'record_verbal', { ...said, ...given })).body.errors[0].code;
    expect(await refused({ said_at: later })).toBe('moment_to_come');
    expect(await refused({ given_by: yu.id })).toBe('not_above');
    const kept = await step(test, number, fei, 'record_verbal', said);
    expect(kept.body.instruction).toMatchObject({
      text: 'Take the one from van 3.',
      given_by: { id: xu.id },
      given_at: said.said_at,
      verbal: true,
      confirmed_at: null,
    });
    expect(ledgerOf(kept.body)).toEqual(['answer done kept', 'carry_out open', 'confirm open']);
    expect(await dutiesOf(test, xu)).toEqual([`instruction_confirm ${number}`]);
    const { body } = await step(test, number, xu, 'confirm', { text: 'Take the one from van 2.' });
    expect(body.instruction.confirmed_at).toBe(test.clock.now().toISOString());
    // the correction stands beside what was written down
    expect(body.instruction.text).toBe('Take the one from van 3.');
    expect(body.steps.at(-1)).toMatchObject({ kind: 'confirmed', text: 'Take the one from van 2.' });
    expect(await dutiesOf(test, xu)).toEqual([]);
    expect((await step(test, number, xu, 'confirm')).body.code).toBe('instruction_moved_on');
  });
});

describe('a dissent', () => {
  it('ESC-09: is kept, stops the time for carrying out, and the superior decides again', async () => {
    const { fei, xu } = chain;
    const number = await instructed();
    test.clock.advance(10);
    const otherwise = await step(test, number, fei, 'suggest_otherwise', { text: 'A new one is cheaper.' });
    expect(otherwise.body.dissent).toBe('open');
    expect(ledgerOf(otherwise.body)).toEqual([
      'answer done kept',
      'carry_out paused',
      'acknowledge done kept',
      'answer open',
    ]);
    expect((await step(test, number, fei, 'carry_out', { text: 'T' })).body.code).toBe(
      'instruction_moved_on',
    );
    expect((await shown(test, number, xu)).may).toEqual(['instruct', 'insist']);
    const anew = await step(test, number, xu, 'instruct', { text: 'Buy a new one.' });
    expect(anew.body).toMatchObject({ dissent: 'none', instruction: { text: 'Buy a new one.' } });
    expect(ledgerOf(anew.body)).toEqual([
      'answer done kept',
      'carry_out cancelled',
      'acknowledge done kept',
      'answer done kept',
      'carry_out open',
      'acknowledge open',
    ]);
    expect(anew.body.steps.map((one: { text: string | null }) => one.text)).toContain(
      'A new one is cheaper.',
    );
  });

  it('ESC-10: insisted upon, it is carried out first; then the dissent goes up, and is owed an answer', async () => {
    const { fei, xu, ma } = chain;
    const number = await instructed();
    await step(test, number, fei, 'suggest_otherwise', { text: 'It will break again.' });
    expect((await step(test, number, fei, 'insist')).status).toBe(403);
    const insisted = await step(test, number, xu, 'insist', { text: 'No budget.' });
    expect(insisted.body).toMatchObject({ dissent: 'insisted', considerer: null });
    expect(await dutiesOf(test, ma)).toEqual([]);
    expect((await step(test, number, fei, 'suggest_otherwise', { text: 'Still' })).status).toBe(409);
    const done = await step(test, number, fei, 'carry_out', { text: 'Repaired.' });
    expect(done.body).toMatchObject({ state: 'carried_out', dissent: 'raised', considerer: { id: ma.id } });
    expect(await dutiesOf(test, ma)).toEqual([`instruction_consider ${number}`]);
    expect((await step(test, number, xu, 'consider', { text: 'T' })).status).toBe(403);
    const { body } = await step(test, number, ma, 'consider', {
      text: 'You are right: next time, a new one.',
    });
    expect(body.dissent).toBe('considered');
    expect(ledgerOf(body).at(-1)).toBe('consider done kept');
    expect((await shown(test, number, fei)).steps.at(-1)).toMatchObject({
      kind: 'considered',
      by: { id: ma.id },
    });
  });

  it('stays on record where nobody stands above the one who insisted', async () => {
    const [asker, head] = [chain.dai, test.admin]; // heads the whole organisation
    const { number } = (await ask(test, asker)).body;
    await step(test, number, head, 'instruct', { text: 'So.' });
    await step(test, number, asker, 'suggest_otherwise', { text: 'Otherwise.' });
    await step(test, number, head, 'insist');
    const { body } = await step(test, number, asker, 'carry_out', { text: 'Done.' });
    expect(body).toMatchObject({ state: 'carried_out', dissent: 'insisted', considerer: null, may: [] });
  });
});

describe('what is attached to a step', () => {
  it('is had by those who see the request, and by nobody else', async () => {
    const { fei, xu, yu } = chain;
    const number = await instructed();
    const form = multipart({ name: 'proof.txt', content: 'It glows.' });
    const uploaded = await test.request('POST', '/files', {
      as: fei.key,
      body: form.body,
      headers: { 'content-type': form.type },
    });
    const attachments = [uploaded.body.id];
    const get = (as: { key: string }) => test.request('GET', `/files/${attachments[0]}`, { as: as.key });
    expect((await get(xu)).status).toBe(404);
    const { body } = await step(test, number, fei, 'carry_out', { text: 'See the photo.', attachments });
    expect(body.steps.at(-1).attachments).toMatchObject([{ name: 'proof.txt', size: 9 }]);
    expect((await get(xu)).body).toBe('It glows.');
    expect((await get(yu)).status).toBe(404);
    const stolen = await ask(test, xu, { attachments });
    expect(stolen.body.errors[0].code).toBe('file_unknown');
  });
});
