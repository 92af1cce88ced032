import { invalid } from '../platform/errors.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { listNotifications } from './list-notifications.query.ts';
import { readNotifications } from './read-notifications.ts';

function chosen({ ids, up_to }: { ids?: string[] | undefined; up_to?: string | undefined }) {
  if (ids) return { ids };
  if (up_to) return { upTo: new Date(up_to) };
  throw invalid('ids', 'field_required');
}

export const notificationRoutes: Implementation[] = [
  implement('listNotifications', (tx, context, { query }) => listNotifications(tx, context, query)),
  implement('readNotifications', (tx, context, { body }) =>
    readNotifications(tx, context, chosen(body)).then(() => null),
  ),
];
