import { viewerOf } from '../people/viewer.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { createView } from './create-view.ts';
import { deleteView } from './delete-view.ts';
import { listViews, presentView } from './list-views.query.ts';

export const viewRoutes: Implementation[] = [
  implement('listViews', (tx, context) => listViews(tx, context)),
  implement('createView', async (tx, context, { body }) =>
    presentView(await createView(tx, context, body), viewerOf(context)),
  ),
  implement('deleteView', (tx, context, { params }) => deleteView(tx, context, params.id).then(() => null)),
];
