import type { Sharing } from '@shouwen/api';

/** A member of a team as sharing out sees them. */
export interface Member {
  id: string;
  state: 'available' | 'away' | 'off';
  capacity: number | null;
  skills: readonly string[];
  /** how many open tickets they have */
  load: number;
  /** whether they may see the ticket */
  sees: boolean;
}
export type PassedOver = { user: string; why: 'away' | 'off' | 'confidential' | 'full' | 'skills' };

export interface Choice {
  /** null: nobody can take it now */
  to: Member | null;
  passed: PassedOver[];
}

/**
 * Whom a ticket goes to: of those who are available, have room and, where skills count, know all that is asked for, the
 * next in turn after `last`, or who has least to do (among equals the next in turn). `members` come in the order of turns.
 */
export function choose(
  members: readonly Member[],
  { sharing, last, skills }: { sharing: Sharing; last: string | null; skills: readonly string[] },
): Choice {
  const passed: PassedOver[] = [];
  const free = members.filter((member) => {
    const why = whyNot(member, sharing === 'skills' ? skills : []);
    if (why) passed.push({ user: member.id, why });
    return why === null;
  });
  const turn = inTurn(free, last);
  if (sharing === 'round_robin' || sharing === 'manual') return { to: turn[0] ?? null, passed };
  const least = Math.min(...turn.map((member) => member.load));
  return { to: turn.find((member) => member.load === least) ?? null, passed };
}

function whyNot(member: Member, skills: readonly string[]): PassedOver['why'] | null {
  if (member.state !== 'available') return member.state;
  if (!member.sees) return 'confidential';
  if (member.capacity !== null && member.load >= member.capacity) return 'full';
  return skills.every((skill) => member.skills.includes(skill)) ? null : 'skills';
}

/** The members from the one after the last turn on. */
function inTurn(members: readonly Member[], last: string | null): readonly Member[] {
  const next = last === null ? 0 : members.findIndex((member) => member.id > last);
  return next <= 0 ? members : [...members.slice(next), ...members.slice(0, next)];
}
