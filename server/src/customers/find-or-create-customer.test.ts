import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../context.ts';
import { Refusal } from '../platform/errors.ts';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { type CustomerInput, findOrCreateCustomer } from './find-or-create-customer.ts';

let test: TestApp;
let context: Context;
beforeAll(async () => {
  test = await startTestApp();
  context = await test.systemContext();
});
afterAll(() => test.close());

const of = (input: CustomerInput) =>
  test.app.db.transaction().execute((tx) => findOrCreateCustomer(tx, context, input));
const count = async () => (await test.app.db.selectFrom('customer').select('id').execute()).length;

describe('the customer of a request', () => {
  it('is found by mail address in any spelling, and keeps what is known of it', async () => {
    const first = await of({ name: 'Li Wei', email: 'li@Bücher.example', language: 'zh' });
    expect(first).toMatchObject({ name: 'Li Wei', created: true });
    const again = await of({ name: 'Somebody else', email: 'LI@xn--bcher-kva.example', language: 'en' });
    expect(again).toEqual({ ...first, created: false });
  });

  it('is found by phone when there is no mail address', async () => {
    const first = await of({ name: 'Phone Only', phone: '135 1111 0000' });
    expect((await of({ phone: '+8613511110000' })).id).toBe(first.id);
  });

  it('is somebody new who writes from an unknown address, though the number is known', async () => {
    const father = await of({ name: 'Father', email: 'father@example.com', phone: '021-55556666' });
    const daughter = await of({ name: 'Daughter', email: 'daughter@example.com', phone: '021-55556666' });
    expect(daughter.created).toBe(true);
    expect(daughter.id).not.toBe(father.id);
  });

  it('is told by name among those who share a number; unnamed callers are one', async () => {
    const phone = '0755-11112222';
    const [a, b] = [
      await of({ name: 'Ana', email: 'ana@x.example', phone }),
      await of({ name: 'Bea', email: 'bea@x.example', phone }),
    ];
    expect((await of({ name: 'ANA', phone })).id).toBe(a.id);
    expect((await of({ name: 'bea', phone })).id).toBe(b.id);
    const unnamed = await of({ phone });
    expect(unnamed.created).toBe(true);
    expect((await of({ phone: '075511112222' })).id).toBe(unnamed.id);
    expect((await of({ name: 'Third', phone })).created).toBe(true);
  });

  it.each([
    [{ email: 'nonsense' }, 'customer.email'],
    [{ phone: 'none' }, 'customer.phone'],
    [{}, 'customer'],
  ])('is refused as %j, naming the field', async (input, field) => {
    const refused = await of(input).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).details.errors?.[0]?.field).toBe(field);
  });

  it.each([
    ['mail address', { email: 'race@example.com' }],
    ['phone', { phone: '13699998888' }],
    ['both', { email: 'both@example.com', phone: '13677776666' }],
  ])('is one when first requests with the same %s arrive at once', async (_, contact) => {
    const before = await count();
    const found = await Promise.all(
      Array.from({ length: 8 }, (__, index) => of({ name: `Caller ${index}`, ...contact })),
    );
    expect(new Set(found.map((one) => one.id)).size).toBe(1);
    expect(found.filter((one) => one.created)).toHaveLength(1);
    expect(await count()).toBe(before + 1);
  });

  it('waits for a request that is under way, and makes the customer when that one fails', async () => {
    const failing = test.app.db.transaction().execute(async (tx) => {
      await findOrCreateCustomer(tx, context, { name: 'First', email: 'retry@example.com' });
      throw new Error('the rest of the request failed');
    });
    const [, second] = await Promise.allSettled([
      failing,
      of({ name: 'Second', email: 'retry@example.com' }),
    ]);
    expect(second).toMatchObject({ status: 'fulfilled', value: { name: 'Second', created: true } });
  });
});
