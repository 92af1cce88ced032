import { viewerOf } from '../people/viewer.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { changeView } from './change-view.ts';
import { countViews } from './count-views.query.ts';
import { createView } from './create-view.ts';
import { deleteView } from './delete-view.ts';
import { listViews, presentView } from './list-views.query.ts';
import { previewView } from './preview-view.query.ts';
import { viewFields } from './view-fields.ts';

export const viewRoutes: Implementation[] = [
  implement('listViews', (tx, context) => listViews(tx, context)),
  implement('countViews', (tx, context) => countViews(tx, context)),
  implement('viewFields', async (_, context) => viewFields(context)),
  implement('previewView', (tx, context, { body }) => previewView(tx, context, body.condition), {
    transaction: 'reading',
  }),
  implement('createView', async (tx, context, { body }) =>
    presentView(await createView(tx, context, body), viewerOf(context)),
  ),
  implement('changeView', async (tx, context, { params, body }) =>
    presentView(await changeView(tx, context, params.id, body), viewerOf(context)),
  ),
  implement('deleteView', (tx, context, { params }) => deleteView(tx, context, params.id).then(() => null)),
];
