import { z } from 'zod';
import { route } from './contract.ts';

const tag = 'Set-up';

/** The first steps in the order in which they are offered. A later part of the product adds its own here. */
export const firstStepKeys = [
  'people',
  'types',
  'statuses',
  'targets',
  'form',
  'mailbox',
  'ticket',
  'second_factor',
] as const;
export const FirstStepKey = z.enum(firstStepKeys);
export type FirstStepKey = z.infer<typeof FirstStepKey>;

/** What a new administrator does first; done by itself when the work shows, or when somebody calls it done. */
export const FirstStep = z.object({ key: FirstStepKey, done: z.boolean(), by_hand: z.boolean() });

export const firstStepRoutes = {
  listFirstSteps: route({
    method: 'GET',
    path: '/first-steps',
    tag,
    access: 'config.manage',
    summary: 'The first steps of a new installation, and which are done',
    response: z.object({ items: z.array(FirstStep) }),
  }),
  markFirstStep: route({
    method: 'PUT',
    path: '/first-steps/{key}',
    tag,
    access: 'config.manage',
    summary: 'Call a step done, or take that back',
    params: z.strictObject({ key: FirstStepKey }),
    body: z.strictObject({ done: z.boolean() }),
    response: z.object({ items: z.array(FirstStep) }),
  }),
};
