import type { Suggestion } from '@shouwen/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUnit, addUser } from '../platform/testing/factories.ts';
import { catchUp } from './testing/catch-up.ts';
import { type Desk, startDesk } from './testing/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const suggested = async (q: string, as?: string): Promise<string[]> => {
  await catchUp(desk.test);
  const path = `/search/suggest?q=${encodeURIComponent(q)}`;
  const { status, body } = await desk.test.request('GET', path, as ? { as } : {});
  expect(status).toBe(200);
  return (body.items as Suggestion[]).map((item) => {
    if (item.kind === 'ticket') return `#${item.number} ${item.subject}`;
    return item.kind === 'tag'
      ? `tag ${item.tag}`
      : `customer ${item.customer.name} ${item.address ?? ''}`.trim();
  });
};

describe('suggestions', () => {
  it('are tickets by number and subject, customers by name and address, and tags', async () => {
    const customer = { name: '王小明', email: 'vicuna@shop.example', phone: '+86 138 1234 5678' };
    const { number } = await desk.open({ subject: '网络 Vicuña broken', customer, tags: ['VIP', 'vip2'] });
    const ticket = `#${number} 网络 Vicuña broken`;
    const who = 'customer 王小明';
    expect(await suggested('vicu')).toEqual([ticket, `${who} vicuna@shop.example`]);
    expect(await suggested('网络 vic')).toEqual([ticket]);
    expect(await suggested('网')).toEqual([ticket]);
    expect(await suggested('broken vicuña')).toEqual([ticket]);
    expect(await suggested('王小')).toEqual([who]);
    expect(await suggested('5678')).toEqual([`${who} +86 138 1234 5678`]);
    expect(await suggested('vip')).toEqual(['tag VIP', 'tag vip2']);
    expect(await suggested('tag:vip2')).toEqual(['tag vip2']);
    expect(await suggested('broken 标签：VI')).toEqual(['tag VIP', 'tag vip2']);
    expect(await suggested('broken from:vicuna')).toEqual([`${who} vicuna@shop.example`]);
    expect(await suggested('de:"王小')).toEqual([who]);
    expect(await suggested('subject:vicu')).toEqual([ticket]);
    expect(await suggested('vicu status:open')).toEqual([]);
    expect(await suggested('from:')).toEqual([]);
    expect(await suggested('nothing of that')).toEqual([]);
    expect(await suggested('  ')).toEqual([]);
  });

  it('begin with the very number, then the newest that begin like it', async () => {
    for (let nth = 0; nth < 25; nth++) await desk.open({ subject: `Ticket ${nth}` });
    const numbers = (await suggested('2')).map((line) => line.split(' ')[0]);
    expect(numbers.slice(0, 3)).toEqual(['#2', '#26', '#25']);
    expect(await suggested('#26')).toEqual([expect.stringMatching('^#26 ')]);
    expect((await suggested('Ticket')).length).toBeLessThanOrEqual(8);
  });

  it('hold nothing that the viewer may not see', async () => {
    const { test } = desk;
    const { number } = await desk.open({
      subject: 'Secret llama',
      tags: ['classified'],
      confidential: true,
      customer: { name: 'Llama Ruiz' },
    });
    const agent = await addUser(test, { role: 'agent' });
    const elsewhere = await addUser(test, { role: 'agent', unit: await addUnit(test) });
    const nobody = await addUser(test, { role: null });
    expect(await suggested('llama')).toEqual([`#${number} Secret llama`, 'customer Llama Ruiz']);
    expect(await suggested('classified')).toEqual(['tag classified']);
    for (const { key } of [agent, elsewhere]) {
      expect(await suggested('llama', key)).toEqual(['customer Llama Ruiz']);
      expect(await suggested('classified', key)).toEqual([]);
      expect(await suggested(`${number}`, key)).toEqual([]);
    }
    expect(await suggested('llama', nobody.key)).toEqual([]);
  });
});
