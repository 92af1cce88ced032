import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Call, createClient, type Language } from '@shouwen/api';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect } from 'vitest';
import { clientFor, withAdministrator } from './support/api.ts';
import { violationsOf } from './support/axe.ts';
import { itInChromium, useChromium } from './support/chromium.ts';
import { useInstallations } from './support/installation.ts';
import { until } from './support/until.ts';

const install = useInstallations();
const browser = useChromium();
const shots = fileURLToPath(new URL('./shots', import.meta.url));
const password = 'another long pass phrase';

let url: string;
let call: Call;
let ids: { lead: string; unit: string };

beforeAll(async () => {
  const here = install();
  url = (await here.start(withAdministrator)).url;
  call = (await clientFor(here, url)).call;
  const [unit] = (await call('listUnits', {})).items;
  ids = { lead: '', unit: unit?.id ?? '' };
  ids.lead = await hire('lead', 'Lee Lead', (await call('me', {})).user.id);
  await hire('agent', 'Fay Field', ids.lead);
});

/** Somebody who works here and can sign in. */
async function hire(key: string, name: string, reports_to_id: string): Promise<string> {
  const roles = [{ role: 'agent', unit_id: ids.unit }];
  const email = `${key}@example.com`;
  const { id } = await call('createUser', { body: { email, name, reports_to_id, roles } });
  const { url: invitation } = await call('resetLink', { params: { id } });
  const token = new URL(invitation).pathname.split('/').at(-1) ?? '';
  await createClient({ baseUrl: url })('resetPassword', { params: { token }, body: { password } });
  return id;
}

async function deskOf(key: string, language: Language): Promise<Page> {
  const context = await (await browser()).newContext({
    locale: language,
    viewport: { width: 1280, height: 800 },
  });
  const sent = await context.request.post(`${url}/api/v1/session`, {
    data: { email: `${key}@example.com`, password },
  });
  expect(sent.status()).toBe(201);
  const patched = await context.request.patch(`${url}/api/v1/me`, {
    data: { language },
    headers: { origin: url },
  });
  expect(patched.status()).toBe(200);
  return context.newPage();
}

async function look(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png` });
  expect(await violationsOf(page), `accessibility of ${name}`).toEqual([]);
}

const words = {
  en: {
    ask: 'Ask for instruction',
    facts: 'Facts',
    opinion: 'Own opinion',
    send: 'Send request',
    show: 'Show it',
    duty: 'Answer the request for instruction',
    instruction: 'Instruction',
    take: 'Take this step',
    instructed: 'Instructed',
    proof: 'What was done, with proof',
    step: 'Next step',
    done: 'Carried out',
    record: 'Instruction record',
  },
  zh: {
    ask: '请示上级',
    facts: '事实情况',
    opinion: '本人处理意见',
    send: '提交请示',
    show: '查看',
    duty: '答复请示',
    instruction: '指示内容',
    take: '提交',
    instructed: '已指示',
    proof: '执行情况与凭据',
    step: '下一步',
    done: '已执行',
    record: '上级指示记录',
  },
  es: {
    ask: 'Pedir instrucciones',
    facts: 'Hechos',
    opinion: 'Opinión propia',
    send: 'Enviar petición',
    show: 'Verla',
    duty: 'Responder a la petición de instrucciones',
    instruction: 'Instrucción',
    take: 'Dar este paso',
    instructed: 'Con instrucciones',
    proof: 'Qué se hizo, con prueba',
    step: 'Siguiente paso',
    done: 'Cumplida',
    record: 'Acta de instrucciones',
  },
} as const;

describe('a request for instruction', () => {
  for (const language of ['en', 'zh', 'es'] as const)
    itInChromium(`is asked, answered, carried out and printed in ${language}`, async () => {
      const say = words[language];
      const { number: ticket } = await call('openTicket', {
        body: { subject: `Boiler ${language}`, body: 'It is cold.', customer: { name: 'Mia Long' } },
      });
      const asker = await deskOf('agent', language);
      await asker.goto(`${url}/tickets/${ticket}`);
      await asker.locator('#ticket-status').waitFor();

      // from the ticket, by a key
      await asker.keyboard.press('i');
      await asker.getByRole('dialog').getByLabel(say.facts).fill('The boiler leaks gas.');
      await look(asker, `instruction-ask-${language}`);
      await asker.getByRole('button', { name: say.send }).click();
      const problem = asker.locator('.field-error');
      await problem.waitFor(); // without an opinion it is not sent (ESC-07)
      await asker.getByRole('dialog').getByLabel(say.opinion).fill('Shut the valve.');
      await asker.getByRole('button', { name: say.send }).click();
      await asker.getByRole('button', { name: say.show }).click();
      await asker.waitForURL(/\/instructions\/\d+$/);
      const number = Number(new URL(asker.url()).pathname.split('/').at(-1));

      // the superior finds it under the duties, and one key leads to where it is answered
      const superior = await deskOf('lead', language);
      await superior.goto(`${url}/duties`);
      await superior.locator('.duty').filter({ hasText: say.duty }).first().waitFor();
      await superior.keyboard.press('j');
      await superior.keyboard.press('Enter');
      await superior.waitForURL(`${url}/instructions/${number}`);
      await superior.getByLabel(say.instruction, { exact: true }).fill('Shut it, and wait for the fitter.');
      await look(superior, `instruction-answer-${language}`);
      await superior.getByRole('button', { name: say.take, exact: true }).click();
      await superior.getByText(say.instructed, { exact: true }).first().waitFor();

      // it appears at the asker's without a reload, and is carried out with proof
      await asker.getByText('Shut it, and wait for the fitter.').first().waitFor();
      await asker.getByLabel(say.step).selectOption('carry_out');
      await asker.getByLabel(say.proof).fill('Valve shut at ten, fitter came at eleven.');
      await asker.getByRole('button', { name: say.take, exact: true }).click();
      await asker.getByText(say.done, { exact: true }).first().waitFor();
      await until('it is carried out', async () => {
        const { state } = await call('getInstruction', { params: { number } });
        return state === 'carried_out';
      });
      await look(asker, `instruction-done-${language}`);

      // on a phone nothing stands out to the side
      await asker.setViewportSize({ width: 390, height: 844 });
      for (const path of [`/instructions/${number}`, '/instructions?box=mine']) {
        await asker.goto(url + path);
        await asker.getByText('The boiler leaks gas.').first().waitFor();
        expect(
          await asker.evaluate<number>('document.scrollingElement.scrollWidth'),
          path,
        ).toBeLessThanOrEqual(390);
      }
      await look(asker, `instructions-phone-${language}`);

      // the record
      await asker.setViewportSize({ width: 1280, height: 800 });
      await asker.goto(`${url}/instructions/${number}/print`);
      await asker.getByText(say.record).first().waitFor();
      await asker.getByText('Valve shut at ten, fitter came at eleven.').waitFor();
      await look(asker, `instruction-record-${language}`);

      // the ticket tells of it
      await asker.goto(`${url}/tickets/${ticket}`);
      await asker.locator(`a[href="/instructions/${number}"]`).first().waitFor();
      for (const page of [asker, superior]) await page.context().close();
    });
});
