import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../platform/testing/test-app.ts';
import { readReplyToken, replyAddress } from './reply-token.ts';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('the reply token in an address', () => {
  const help = { address: 'help@example.com' };

  it('names its ticket, also when the case was folded on the way', () => {
    for (const number of [1, 35, 36, 123_456, 4_000_000_000]) {
      const address = replyAddress(test.app, help, number);
      expect(address).toMatch(/^help\+t\.[0-9a-z]+\.[0-9a-f]{16}@example\.com$/);
      expect(readReplyToken(test.app, address)).toEqual({ number });
      expect(readReplyToken(test.app, address.toUpperCase())).toEqual({ number });
    }
  });

  it('is refused when it was changed, invented or written differently', () => {
    const address = replyAddress(test.app, help, 17);
    expect(readReplyToken(test.app, address.replace('+t.h.', '+t.i.'))).toBeNull();
    expect(readReplyToken(test.app, address.replace('+t.h.', '+t.0h.'))).toBeNull();
    expect(readReplyToken(test.app, 'help+t.h.0123456789abcdef@example.com')).toBeNull();
    for (const other of ['help@example.com', 'help+t@example.com', '', '@', 'help+t.h.@example.com'])
      expect(readReplyToken(test.app, other)).toBeNull();
  });

  it('keeps a plus-part of the mailbox, and goes without when there is no room', () => {
    const branch = replyAddress(test.app, { address: 'help+north@example.com' }, 17);
    expect(branch).toMatch(/^help\+north\+t\.h\./);
    expect(readReplyToken(test.app, branch)).toEqual({ number: 17 });
    const long = { address: `${'x'.repeat(60)}@example.com` };
    expect(replyAddress(test.app, long, 17)).toBe(long.address);
  });
});
