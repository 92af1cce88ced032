import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const create = async (body: object) => (await test.request('POST', '/customers', { body })).body;

it('lists under an organisation its own tickets and those of its members, also of merged ones', async () => {
  const organisation = await create({ kind: 'organisation', name: 'Listed Ltd' });
  const member = await create({ name: 'Listed Member', organisation_ids: [organisation.id] });
  const double = await create({ name: 'Listed Double' });
  const other = await create({ name: 'Listed Other' });
  for (const { id, name } of [organisation, member, double, other])
    await test.request('POST', '/tickets', {
      body: { subject: `Of ${name}`, body: 'x', customer: { id } },
    });
  await test.request('POST', `/customers/${double.id}/merge`, { body: { into: member.id } });
  const subjects = async (filter: string) =>
    (await test.request('GET', `/tickets?${filter}`)).body.items
      .map((one: { subject: string }) => one.subject)
      .sort();
  expect(await subjects(`organisation=${organisation.id}`)).toEqual([
    'Of Listed Double',
    'Of Listed Ltd',
    'Of Listed Member',
  ]);
  expect(await subjects(`customer=${organisation.id}`)).toEqual(['Of Listed Ltd']);
});
