import { type Implementation, implement } from '../platform/http/implement.ts';
import { fileText } from './attachments/file-text.query.ts';
import { suggest } from './suggest.ts';

export const searchRoutes: Implementation[] = [
  implement('searchSuggestions', async (tx, context, { query }) => ({
    items: await suggest(tx, context, query.q),
  })),
  implement('fileText', (tx, context, { params }) => fileText(tx, context, params.id)),
];
