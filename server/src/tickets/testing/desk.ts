import { expect } from 'vitest';
import type { Answer, TestApp } from '../../platform/testing/test-app.ts';

let customers = 0;

export interface Opening {
  as?: string;
  subject?: string;
  body?: string;
  email?: string;
  customer?: object;
  channel?: string;
  team_id?: string;
  assignee_id?: string;
  confidential?: boolean;
  tags?: string[];
  attachments?: string[];
}

/** Opens a ticket through the API, from a customer of its own unless told otherwise. Gives its number. */
export async function open(test: TestApp, given: Opening = {}): Promise<number> {
  const { as, email, ...body } = given;
  const answer = await test.request('POST', '/tickets', {
    ...(as ? { as } : {}),
    body: {
      subject: 'Router without light',
      body: 'It went dark.',
      customer: { name: 'Li Wei', email: email ?? `customer.${++customers}@example.com` },
      ...body,
    },
  });
  expect(answer.body, 'the ticket is opened').toMatchObject({ number: expect.any(Number) });
  return answer.body.number;
}

/** The page of a ticket. */
export async function page(test: TestApp, number: number, as?: string): Promise<Answer['body']> {
  const { status, body } = await test.request('GET', `/tickets/${number}`, as ? { as } : {});
  expect(status, `ticket ${number} is shown`).toBe(200);
  return body;
}

/** Changes a ticket, whatever its state. */
export async function change(test: TestApp, number: number, body: object, as?: string): Promise<Answer> {
  return test.request('PATCH', `/tickets/${number}`, {
    ...(as ? { as } : {}),
    headers: { 'if-match': '*' },
    body,
  });
}

/** A call on a ticket: `post(test, 7, 'take')`. */
export async function post(
  test: TestApp,
  number: number,
  path: string,
  body?: object,
  as?: string,
): Promise<Answer> {
  return test.request('POST', `/tickets/${number}/${path}`, { ...(as ? { as } : {}), body: body ?? {} });
}

/** A reply of an agent. */
export async function reply(test: TestApp, number: number, body: string, as?: string): Promise<Answer> {
  return post(test, number, 'messages', { kind: 'reply', body }, as);
}

/** The mails that are to leave, oldest first. */
export async function mails(test: TestApp) {
  return test.app.db
    .selectFrom('outbox')
    .select(['kind', 'recipient_address as to', 'subject', 'body'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The token of a private link. */
export const tokenOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';
