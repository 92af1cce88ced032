import { type Implementation, implement } from '../platform/http/implement.ts';
import { listOutbox } from './list-outbox.query.ts';

export const outboxRoutes: Implementation[] = [
  implement('listOutbox', (tx, context, { query }) => listOutbox(tx, context, query)),
];
