import { expect } from 'vitest';
import { startTestApp, type TestApp } from '../../platform/testing/test-app.ts';
import { catchUp } from './catch-up.ts';

interface Given {
  subject?: string;
  body?: string;
  customer?: { id?: string; name?: string; email?: string; phone?: string };
  tags?: string[];
  as?: string;
  [field: string]: unknown;
}
export interface Shown {
  number: number;
  highlight?: { in: string; message: string | null; text: string; marks: { from: number; to: number }[] };
}

/** A running test application and what the tests of the search do with it, through the API. */
export interface Desk {
  test: TestApp;
  /** opens a ticket a minute after the one before */
  open(given?: Given): Promise<{ id: string; number: number }>;
  write(number: number, body: string, kind?: 'reply' | 'note'): Promise<void>;
  /** a page of what is found; `query` is added to the address */
  search(
    q: string,
    options?: { as?: string; query?: string },
  ): Promise<{ items: Shown[]; next_cursor: string | null }>;
  /** the numbers on the first page, once the search has caught up */
  numbers(q: string, options?: { as?: string; query?: string }): Promise<number[]>;
  close(): Promise<void>;
}

export async function startDesk(): Promise<Desk> {
  const test = await startTestApp();
  const search: Desk['search'] = async (q, options = {}) => {
    const path = `/tickets?q=${encodeURIComponent(q)}${options.query ?? ''}`;
    const answer = await test.request('GET', path, options.as ? { as: options.as } : {});
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  return {
    test,
    search,
    async open({ as, ...given } = {}) {
      test.clock.advance(1);
      const body = { subject: 'Subject', body: 'Body', customer: { name: 'Ana' }, ...given };
      const answer = await test.request('POST', '/tickets', { ...(as ? { as } : {}), body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      return answer.body;
    },
    async write(number, body, kind = 'reply') {
      test.clock.advance(1);
      const answer = await test.request('POST', `/tickets/${number}/messages`, { body: { kind, body } });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    },
    async numbers(q, options) {
      await catchUp(test);
      return (await search(q, options)).items.map((item) => item.number);
    },
    close: () => test.close(),
  };
}
