import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { open, page } from './testing/desk.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

/** Adds a tag to the state that was read, and to the newer one that a refusal shows. Gives how often it was tried. */
async function addTag(number: number, tag: string): Promise<number> {
  let state: { etag: string; tags: string[] } = (await test.request('GET', `/tickets/${number}`)).body;
  for (let tries = 1; ; tries++) {
    const { status, body } = await test.request('PATCH', `/tickets/${number}`, {
      headers: { 'if-match': state.etag },
      body: { tags: [...state.tags, tag] },
    });
    if (status === 200) return tries;
    expect(status).toBe(412);
    state = body.current;
  }
}

describe('50 people who edit one ticket at once', () => {
  it('lose nothing: every tag and every note is there', async () => {
    const number = await open(test);
    const people = Array.from({ length: 50 }, (_, index) => `p${index}`);
    const tries = await Promise.all(
      people.map(async (name) => {
        const [tagged, noted] = await Promise.all([
          addTag(number, name),
          test.request('POST', `/tickets/${number}/messages`, { body: { kind: 'note', body: name } }),
        ]);
        expect(noted.status).toBe(201);
        return tagged;
      }),
    );
    // otherwise nobody was ever in anybody's way, and this shows nothing
    expect(Math.max(...tries)).toBeGreaterThan(1);
    const shown = await page(test, number);
    expect([...shown.tags].sort()).toEqual([...people].sort());
    const notes = shown.messages.filter((message: { kind: string }) => message.kind === 'note');
    expect(notes.map((note: { body: string }) => note.body).sort()).toEqual([...people].sort());
    const kinds = shown.timeline.map((event: { kind: string }) => event.kind);
    expect(kinds.filter((kind: string) => kind === 'ticket.changed')).toHaveLength(50);
    expect(kinds.filter((kind: string) => kind === 'ticket.noted')).toHaveLength(50);
  }, 180_000);
});
