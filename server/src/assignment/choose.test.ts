import { describe, expect, it } from 'vitest';
import { choose, type Member } from './choose.ts';

const member = (id: string, more: Partial<Member> = {}): Member => ({
  id,
  state: 'available',
  capacity: null,
  skills: [],
  load: 0,
  sees: true,
  ...more,
});
const turn = (last: string | null) => ({ sharing: 'round_robin' as const, last, skills: [] });

describe('choosing among those on duty', () => {
  it('goes round: the next after the last, and from the end to the beginning', () => {
    const members = [member('a'), member('b'), member('c')];
    const chosen = (last: string | null) => choose(members, turn(last)).to?.id;
    expect([null, 'a', 'b', 'c'].map(chosen)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('goes on from where the last one was who has left since', () => {
    expect(choose([member('a'), member('c')], turn('b')).to?.id).toBe('c');
  });

  it('says who was passed over, and why', () => {
    const members = [
      member('a', { state: 'away' }),
      member('b', { state: 'off' }),
      member('c', { capacity: 2, load: 2 }),
      member('d', { capacity: 2, load: 1 }),
    ];
    expect(choose(members, turn(null))).toMatchObject({
      to: { id: 'd' },
      passed: [
        { user: 'a', why: 'away' },
        { user: 'b', why: 'off' },
        { user: 'c', why: 'full' },
      ],
    });
  });

  it('by load takes who has least; among equals the next in turn', () => {
    const members = [member('a', { load: 1 }), member('b', { load: 3 }), member('c', { load: 1 })];
    const by = (last: string | null) => choose(members, { sharing: 'load', last, skills: [] }).to?.id;
    expect([by(null), by('a'), by('c')]).toEqual(['a', 'c', 'a']);
  });

  it('by skills takes only who knows all that is asked for, then who has least', () => {
    const members = [
      member('a', { skills: ['zh'] }),
      member('b', { skills: ['zh', 'tax'], load: 2 }),
      member('c', { skills: ['zh', 'tax'], load: 1 }),
    ];
    const by = (skills: string[]) => choose(members, { sharing: 'skills', last: null, skills });
    expect(by(['zh', 'tax'])).toMatchObject({ to: { id: 'c' }, passed: [{ user: 'a', why: 'skills' }] });
    expect(by([]).to?.id).toBe('a');
    expect(by(['law']).to).toBeNull();
  });
});
