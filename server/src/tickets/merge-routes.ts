import { type Implementation, implement } from '../platform/http/implement.ts';
import { mergeTicket } from './merge-tickets.ts';
import { mergeInfo } from './merges.query.ts';
import { suggestMerges } from './suggest-merges.query.ts';
import { ticketPage } from './ticket-page.query.ts';
import { undoMerge } from './undo-merge.ts';

export const mergeRoutes: Implementation[] = [
  implement('mergeTicket', async (tx, context, { params, body }) =>
    mergeInfo(tx, context, await mergeTicket(tx, context, params.number, body)),
  ),
  implement('undoMerge', async (tx, context, { params }) =>
    ticketPage(tx, context, await undoMerge(tx, context, params.number)),
  ),
  implement('mergeSuggestions', async (tx, context, { params }) => ({
    items: await suggestMerges(tx, context, params.number),
  })),
];
