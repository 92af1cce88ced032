import { z } from 'zod';
import { Id, Key, Moment } from './common.ts';
import { route } from './contract.ts';

/** How somebody says they are: on duty is who is available while their team's calendar is open. */
export const dutyStates = ['available', 'away', 'off'] as const;
export const DutyState = z.enum(dutyStates);
export type DutyState = z.infer<typeof DutyState>;

/** How a team shares out what nobody has yet: by hand, in turn, to who has least, or among those with the skills. */
export const sharings = ['manual', 'round_robin', 'load', 'skills'] as const;
export const Sharing = z.enum(sharings);
export type Sharing = z.infer<typeof Sharing>;

export const DutyOf = z.object({ user_id: Id, state: DutyState, since: Moment });
export const TeamSharing = z.object({
  team_id: Id,
  sharing: Sharing,
  /** tickets that wait until somebody is on duty */
  waiting: z.number().int(),
});
export const PersonSharing = z.object({
  user_id: Id,
  /** how many open tickets at most; null: any number */
  capacity: z.number().int().nullable(),
  skills: z.array(Key),
});

const tag = 'Assignment';
const params = z.strictObject({ id: Id });
export const assignmentRoutes = {
  listDuty: route({
    method: 'GET',
    path: '/duty',
    tag,
    access: 'user',
    summary: 'Who is available, away or off; who has said nothing is off',
    response: z.object({ items: z.array(DutyOf) }),
  }),
  setMyDuty: route({
    method: 'PUT',
    path: '/me/duty',
    tag,
    access: 'user',
    summary: 'Say that I am available, away or off',
    body: z.strictObject({ state: DutyState }),
    response: DutyOf,
  }),
  listSharing: route({
    method: 'GET',
    path: '/assignment',
    tag,
    access: 'people.read',
    summary: 'How teams share out, and what people take and know',
    response: z.object({ teams: z.array(TeamSharing), people: z.array(PersonSharing) }),
  }),
  setTeamSharing: route({
    method: 'PUT',
    path: '/teams/{id}/assignment',
    tag,
    access: 'people.manage',
    scope: 'admin',
    summary: 'How a team shares out what nobody has yet',
    params,
    body: z.strictObject({ sharing: Sharing }),
    status: 204,
  }),
  setPersonSharing: route({
    method: 'PUT',
    path: '/users/{id}/assignment',
    tag,
    access: 'people.manage',
    scope: 'admin',
    summary: 'How many open tickets a person takes at most, and what they know',
    params,
    body: z.strictObject({
      capacity: z.number().int().min(1).max(1000).nullable(),
      skills: z.array(Key).max(100),
    }),
    status: 204,
  }),
};
