import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { catchUp } from './testing/catch-up.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

interface Given {
  subject?: string;
  body?: string;
  customer?: { name?: string; email?: string; phone?: string };
  tags?: string[];
  as?: string;
  [field: string]: unknown;
}
const open = async ({ as, ...given }: Given = {}) => {
  test.clock.advance(1);
  const answer = await test.request('POST', '/tickets', {
    ...(as ? { as } : {}),
    body: { subject: 'Subject', body: 'Body', customer: { name: 'Ana' }, ...given },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as { id: string; number: number };
};
const search = async (q: string, options: { as?: string; query?: string } = {}) => {
  const answer = await test.request(
    'GET',
    `/tickets?q=${encodeURIComponent(q)}${options.query ?? ''}`,
    options,
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as {
    items: {
      number: number;
      highlight?: { in: string; text: string; marks: { from: number; to: number }[] };
    }[];
    next_cursor: string | null;
  };
};
const numbers = async (q: string, options: { as?: string; query?: string } = {}) =>
  (await search(q, options)).items.map((item) => item.number);
const reply = (number: number, body: string, kind = 'reply') =>
  test.request('POST', `/tickets/${number}/messages`, { body: { kind, body } });

describe('what a ticket is found by', () => {
  it('is found by every word of its conversation, together or each for itself', async () => {
    const one = await open({
      subject: '网络断线 Router',
      body: '我家的宽带从昨天起断断续续，订单ORDER-12345',
      customer: { name: '王小明', email: 'maria.lopez@shop.example', phone: '+86 138 1234 5678' },
      tags: ['大客户', 'VIP customer'],
      external_number: 'EXT-7/42',
    });
    await reply(one.number, 'Su reclamación está en curso, el envío llegará mañana.');
    await reply(one.number, '内部备注：转二线处理', 'note');
    await catchUp(test);
    for (const q of [
      '网络',
      '断线',
      '宽带',
      '续',
      'router',
      '12345',
      'order-12345',
      'reclamaciones',
      'envio',
      '二线处理',
      '王小明',
      'from:王小明',
      'lopez',
      'maria.lopez@shop.example',
      'from:shop.example',
      '13812345678',
      '5678',
      'from:"Ada Admin"',
      'tag:大客户',
      'tag:"vip customer"',
      'vip',
      'EXT-7/42',
      `${one.number}`,
      `#${one.number}`,
      'subject:router',
      '宽带 reclamación 二线 王小明',
      '"está en curso" -refund',
    ])
      expect(await numbers(q), q).toEqual([one.number]);
    for (const q of [
      '络网',
      '断断线',
      '网络 refund',
      '-宽带 网络',
      'subject:宽带',
      'tag:客户',
      'from:router',
      '???',
    ])
      expect(await numbers(q), q).toEqual([]);
  });

  it('shows where the words stand', async () => {
    const one = await open({ subject: 'Zebra', body: 'The quagga ran.', customer: { name: 'Okapi Gil' } });
    await reply(one.number, 'An aardvark\nin a note', 'note');
    await catchUp(test);
    const shown = async (q: string) => {
      const [item] = (await search(q)).items;
      if (!item?.highlight) throw new Error(`nothing is shown for ${q}`);
      const { in: place, text, marks } = item.highlight;
      return [place, text, marks.map(({ from, to }) => text.slice(from, to))];
    };
    expect(await shown('quagga')).toEqual(['message', 'The quagga ran.', ['quagga']]);
    expect(await shown('aardvarks')).toEqual(['note', 'An aardvark in a note', ['aardvark']]);
    expect(await shown('zebra')).toEqual(['subject', 'Zebra', ['Zebra']]);
    expect(await shown('okapi')).toEqual(['customer', 'Okapi Gil', ['Okapi']]);
    expect(await shown('zebra quagga')).toEqual(['message', 'The quagga ran.', ['quagga']]);
  });
});
