import { type Implementation, implement } from '../platform/http/implement.ts';
import { listNotifications } from './list-notifications.query.ts';
import { readNotifications } from './read-notifications.ts';

export const notificationRoutes: Implementation[] = [
  implement('listNotifications', (tx, context, { query }) => listNotifications(tx, context, query)),
  implement('readNotifications', (tx, context, { body }) =>
    readNotifications(tx, context, body).then(() => null),
  ),
];
