import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, startDesk } from './testing/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

describe('what a ticket is found by', () => {
  it('is every word of its conversation, together or each for itself', async () => {
    const { number } = await desk.open({
      subject: '网络断线 Router',
      body: '我家的宽带从昨天起断断续续，订单ORDER-12345',
      customer: { name: '王小明', email: 'maria.lopez@shop.example', phone: '+86 138 1234 5678' },
      tags: ['大客户', 'VIP customer'],
      external_number: 'EXT-7/42',
    });
    await desk.write(number, 'Su reclamación está en curso, el envío llegará mañana.');
    await desk.write(number, '内部备注：转二线处理', 'note');
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
      `${number}`,
      `#${number}`,
      'subject:router',
      '宽带 reclamación 二线 王小明',
      '"está en curso" -refund',
    ])
      expect(await desk.numbers(q), q).toEqual([number]);
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
      expect(await desk.numbers(q), q).toEqual([]);
  });

  it('is every word of a long conversation, also when they stand in different parts of its document', async () => {
    const { number } = await desk.open({ subject: 'Endless', body: `first alpaca ${'word '.repeat(4_000)}` });
    await desk.write(number, `${'哈'.repeat(2_000)}最后的羊驼`);
    for (const q of ['alpaca 羊驼', 'alpaca endless', '"最后的羊驼"', 'alpaca -llama', '羊驼 first 最后'])
      expect(await desk.numbers(q), q).toEqual([number]);
    for (const q of ['alpaca -羊驼', 'alpaca llama', '羊驼 -endless'])
      expect(await desk.numbers(q), q).toEqual([]);
  });

  it('is what custom fields hold', async () => {
    const put = await desk.test.request('PUT', '/configuration/fields/serial', {
      body: { value: { name: 'Serial', type: 'text', order: 1 } },
    });
    expect(put.status).toBe(200);
    const { number } = await desk.open({ fields: { serial: 'SN-0815X' } });
    expect(await desk.numbers('SN-0815X')).toEqual([number]);
    expect(await desk.numbers('0815')).toEqual([number]);
  });

  it('is what its rows say now', async () => {
    const { number } = await desk.open({ subject: 'Wombat', tags: ['old'] });
    expect(await desk.numbers('wombat')).toEqual([number]);
    const { headers } = await desk.test.request('GET', `/tickets/${number}`);
    const changed = await desk.test.request('PATCH', `/tickets/${number}`, {
      body: { subject: 'Numbat', add_tags: ['new'], remove_tags: ['old'] },
      headers: { 'if-match': String(headers.etag) },
    });
    expect(changed.status).toBe(200);
    expect(await desk.numbers('wombat')).toEqual([]);
    expect(await desk.numbers('numbat tag:new')).toEqual([number]);
    expect(await desk.numbers('tag:old numbat')).toEqual([]);
  });

  it('is its customer as he is called and reached now, and who takes part', async () => {
    const { number } = await desk.open({ customer: { name: 'Tapir Gil', email: 'tapir@a.example' } });
    const { body: ticket } = await desk.test.request('GET', `/tickets/${number}`);
    const { body: customer, headers } = await desk.test.request('GET', `/customers/${ticket.customer.id}`);
    const changed = await desk.test.request('PATCH', `/customers/${customer.id}`, {
      body: { name: 'Kiwi Gil', contacts: [{ kind: 'email', value: 'kiwi@b.example' }] },
      headers: { 'if-match': String(headers.etag) },
    });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    expect(await desk.numbers('kiwi')).toEqual([number]);
    expect(await desk.numbers('from:kiwi@b.example')).toEqual([number]);
    expect(await desk.numbers('tapir')).toEqual([]);
    const other = await desk.test.request('POST', '/customers', {
      body: { kind: 'person', name: 'Emu Ortiz' },
    });
    expect(other.status, JSON.stringify(other.body)).toBe(201);
    await desk.test.request('PUT', `/tickets/${number}/participants/${other.body.id}`);
    expect(await desk.numbers('emu')).toEqual([number]);
    await desk.test.request('DELETE', `/tickets/${number}/participants/${other.body.id}`);
    expect(await desk.numbers('emu')).toEqual([]);
  });
});

describe('where the words stand', () => {
  it('is shown with each found ticket', async () => {
    const { number } = await desk.open({
      subject: 'Zebra',
      body: 'The quagga ran.',
      customer: { name: 'Okapi Gil' },
    });
    await desk.write(number, 'An aardvark\nin a note', 'note');
    const shown = async (q: string) => {
      await desk.numbers(q);
      const [item] = (await desk.search(q)).items;
      if (!item?.highlight) throw new Error(`nothing is shown for ${q}`);
      const { in: place, text, marks } = item.highlight;
      return [place, text, marks.map(({ from, to }) => text.slice(from, to))];
    };
    expect(await shown('quagga')).toEqual(['message', 'The quagga ran.', ['quagga']]);
    expect(await shown('aardvarks')).toEqual(['note', 'An aardvark in a note', ['aardvark']]);
    expect(await shown('zebra')).toEqual(['subject', 'Zebra', ['Zebra']]);
    expect(await shown('okapi')).toEqual(['customer', 'Okapi Gil', ['Okapi']]);
    expect(await shown('zebra quagga')).toEqual(['message', 'The quagga ran.', ['quagga']]);
    expect((await desk.search(`#${number}`)).items[0]?.highlight).toBeUndefined();
  });
});

describe('what is only about rows', () => {
  it('is a list like any other: statuses by key, category or name, dates, numbers', async () => {
    const { number } = await desk.open({ subject: 'Ibex' });
    await desk.write(number, 'answered');
    for (const q of ['ibex status:open', 'ibex 状态：处理中', 'ibex estado:"Abierto"', 'ibex -status:closed'])
      expect([q, await desk.numbers(q)]).toEqual([q, [number]]);
    for (const q of [
      'ibex status:closed',
      'ibex -status:open',
      'ibex before:2026-03-02',
      'ibex after:2026-03-03',
    ])
      expect([q, await desk.numbers(q)]).toEqual([q, []]);
    expect(await desk.numbers('ibex after:2026-03-02 before:2026-03-03')).toEqual([number]);
    expect(await desk.numbers(`#${number} ibex`)).toEqual([number]);
    expect(await desk.numbers(`-#${number} ibex`)).toEqual([]);
    const all = (await desk.search('status:open', { query: '&limit=200' })).items.map((item) => item.number);
    const listed = (await desk.test.request('GET', '/tickets?status=open&limit=200')).body.items;
    expect(all).toEqual(listed.map((item: { number: number }) => item.number));
    expect((await desk.search('from:')).items.length).toBeGreaterThan(0);
  });

  it('goes together with views and filters', async () => {
    const { number } = await desk.open({ subject: 'Gecko', tags: ['green'] });
    await desk.open({ subject: 'Gecko', tags: ['red'] });
    expect(await desk.numbers('gecko', { query: '&tag=green' })).toEqual([number]);
    expect(await desk.numbers('gecko', { query: '&view=watching' })).toEqual([]);
    expect(await desk.numbers('gecko', { query: '&status=closed' })).toEqual([]);
    const condition = {
      all: [
        { field: 'tags', contains: 'green' },
        { field: 'channel', is: 'api' },
      ],
    };
    const saved = await desk.test.request('POST', '/views', {
      body: { name: 'Green ones', scope: 'private', condition },
    });
    expect(saved.status, JSON.stringify(saved.body)).toBe(201);
    const query = `&view=${saved.body.id}`;
    expect(await desk.numbers('gecko', { query })).toEqual([number]);
    expect(await desk.numbers('-gecko', { query })).toEqual([]);
  });

  it.each([
    '"',
    '-',
    '((',
    "'; drop table ticket; --",
    'a & | ! b:*',
    '\\',
    '%00',
    '#99999999999999',
    '\u0000',
    '𠮷',
  ])('never fails: %s', async (q) => {
    expect((await desk.search(q)).items).toBeInstanceOf(Array);
    const { status } = await desk.test.request('GET', `/search/suggest?q=${encodeURIComponent(q)}`);
    expect(status).toBe(200);
  });
});
