import { z } from 'zod';
import { Id, Moment, PageQuery } from './common.ts';
import { route } from './contract.ts';

/** Word of an event that concerns somebody. */
export const Notification = z.object({
  id: Id,
  /** kind of the event that it tells of */
  kind: z.string(),
  at: Moment,
  read_at: Moment.nullable(),
  actor: z.object({
    kind: z.enum(['user', 'customer', 'partner', 'system']),
    name: z.string().nullable(),
  }),
  /** null when it is about none, or about one that the reader may see no longer */
  ticket: z.object({ number: z.number().int(), subject: z.string() }).nullable(),
  /** number of the request for instruction that it is about; null when it is about none that the reader may see */
  instruction: z.number().int().nullable(),
  /** kind of the obligation that it is about */
  obligation: z.string().nullable(),
});
export type Notification = z.infer<typeof Notification>;

const tag = 'Notifications';
export const notificationRoutes = {
  listNotifications: route({
    method: 'GET',
    path: '/notifications',
    tag,
    access: 'user',
    summary: 'What I was told, newest first',
    query: PageQuery.extend({ unread: z.stringbool().optional() }),
    response: z.object({
      items: z.array(Notification),
      next_cursor: z.string().nullable(),
      /** how many I have not read, 100 at most */
      unread: z.number().int(),
    }),
  }),
  readNotifications: route({
    method: 'POST',
    path: '/notifications/read',
    tag,
    access: 'user',
    summary: 'Mark some as read, or all up to a moment',
    body: z.strictObject({
      ids: z.array(Id).min(1).max(200).optional(),
      up_to: Moment.optional(),
    }),
    status: 204,
  }),
};
