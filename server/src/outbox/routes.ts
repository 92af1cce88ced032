import { type Implementation, implement } from '../platform/http/implement.ts';
import { exportOutbox } from './export-outbox.ts';
import { listOutbox } from './list-outbox.query.ts';

export const outboxRoutes: Implementation[] = [
  implement('listOutbox', (tx, context, { query }) => listOutbox(tx, context, query)),
  implement('exportOutbox', (db, context, { query }) => exportOutbox(db, context, query), {
    transaction: 'none',
  }),
];
