import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { similarity } from './name-similarity.ts';
import { foldName } from './normalise.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
  for (const body of [
    { name: 'Juan Carlos García López', contacts: [{ kind: 'phone', value: '+34612345678' }] },
    {
      name: '王小明',
      contacts: [
        { kind: 'phone', value: '13800138000' },
        { kind: 'email', value: 'wang@example.com' },
      ],
    },
    { name: '王小红', contacts: [{ kind: 'phone', value: '13900008000' }] },
    { name: '腾云', kind: 'organisation' },
    { name: '南京腾云科技有限公司', kind: 'organisation' },
    { name: 'Olivia Smith', contacts: [{ kind: 'phone', value: '010-62345678转1' }] },
    { name: 'Wei Li' },
  ])
    await test.request('POST', '/customers', { body });
});
afterAll(() => test.close());

const match = async (body: object): Promise<[string, string][]> => {
  const { status, body: answer } = await test.request('POST', '/customers/match', { body });
  expect(status).toBe(200);
  return answer.items.map((item: { name: string; reason: string }) => [item.name, item.reason]);
};

describe('the hint that somebody is already there', () => {
  it('puts the same mail address first, then the same number, then a similar name', async () => {
    expect(await match({ name: '王小红', email: 'WANG@example.com', phone: '+34 612 345 678' })).toEqual([
      ['王小明', 'email'],
      ['Juan Carlos García López', 'phone'],
      ['王小红', 'name'],
    ]);
  });

  it('knows a number in any spelling and behind a switchboard', async () => {
    expect(await match({ phone: '0086-138-0013-8000' })).toEqual([['王小明', 'phone']]);
    expect(await match({ phone: '(010) 6234 5678' })).toEqual([['Olivia Smith', 'phone']]);
  });

  it('takes the last four digits only under a similar name', async () => {
    expect(await match({ phone: '8000' })).toEqual([]);
    expect(await match({ name: '王小红', phone: '8000' })).toEqual([['王小红', 'phone']]);
    expect(await match({ name: '王小红', phone: '13700008000' })).toEqual([['王小红', 'phone']]);
    expect(await match({ name: '李伟', phone: '13700008000' })).toEqual([]);
  });

  it.each([
    ['juan garcia', 'Juan Carlos García López'],
    ['GARCÍA LÓPEZ, Juan Carlos', 'Juan Carlos García López'],
    ['Juan Carlos Garica López', 'Juan Carlos García López'],
    ['王小明先生', '王小明'],
    ['Li  Wei', 'Wei Li'],
    ['Olivia Smyth', 'Olivia Smith'],
  ])('finds %s as somebody similar', async (name, expected) => {
    expect((await match({ name })).map(([found]) => found)).toContain(expected);
  });

  it('finds a company by a part of its name, and the other way round', async () => {
    expect((await match({ name: '腾云科技' })).map(([found]) => found).sort()).toEqual(
      ['南京腾云科技有限公司', '腾云'].sort(),
    );
  });

  it.each([
    [{ name: 'liv' }],
    [{ name: '王' }],
    [{ name: '王大明' }],
    [{ name: 'Li' }],
    [{ phone: 'none' }],
    [{}],
  ])('finds nobody by %j', async (body) => expect(await match(body)).toEqual([]));

  it('weighs names as people do', () => {
    const alike = (a: string, b: string) => similarity(foldName(a), foldName(b));
    expect(alike('Li Wei', 'WEI li')).toBe(1);
    expect(alike('', 'x')).toBe(0);
    expect(alike('王小明', '王小红')).toBeLessThan(0.6);
    expect(alike('Jon Smith', 'John Smith')).toBeGreaterThan(0.6);
    expect(alike('Ann', 'Joanna Miller')).toBeLessThan(0.6);
  });
});
