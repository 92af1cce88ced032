import { allOf } from '@shouwen/conditions';
import { viewerOf } from '../people/viewer.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { listByCondition, unmerged } from '../tickets/list-tickets.query.ts';
import { changeView } from './change-view.ts';
import { createView } from './create-view.ts';
import { deleteView } from './delete-view.ts';
import { listViews, presentView } from './list-views.query.ts';
import { readOwnCondition } from './read-condition.ts';
import { viewFields } from './view-fields.ts';

export const viewRoutes: Implementation[] = [
  implement('listViews', (tx, context) => listViews(tx, context)),
  implement('viewFields', async (_, context) => viewFields(context)),
  implement(
    'previewTickets',
    (tx, context, { body: { condition, ...how } }) =>
      listByCondition(tx, context, allOf(readOwnCondition(context, condition), unmerged), how),
    { transaction: 'none' },
  ),
  implement('createView', async (tx, context, { body }) =>
    presentView(await createView(tx, context, body), viewerOf(context)),
  ),
  implement('changeView', async (tx, context, { params, body }) =>
    presentView(await changeView(tx, context, params.id, body), viewerOf(context)),
  ),
  implement('deleteView', (tx, context, { params }) => deleteView(tx, context, params.id).then(() => null)),
];
