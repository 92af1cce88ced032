import { describe, expect, it } from 'vitest';
import { choicesOf, idOf } from './choices.ts';

const known = {
  suggestions: [{ kind: 'tag' as const, tag: 'VIP' }],
  statuses: ['Open', 'On hold', 'Closed'],
  keys: [{ key: 'from:', meaning: 'who wrote' }],
};
const offered = (typed: string) => choicesOf(typed, known).map(idOf);

describe('what is offered below the search box', () => {
  it('is how terms begin, before anything is typed', () => {
    expect(offered('  ')).toEqual(['key-from:']);
  });
  it('is the search itself, then what the server suggests', () => {
    expect(offered('vi')).toEqual(['all', 'tag-VIP']);
  });
  it('is the statuses of that name after their key', () => {
    expect(offered('router status:o')).toEqual(['all', 'status-Open', 'status-On hold', 'status-Closed']);
    expect(offered('estado:clo')).toEqual(['all', 'status-Closed']);
  });
});
