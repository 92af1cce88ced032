import { type Implementation, implement } from '../platform/http/implement.ts';
import { readEvents } from './read-events.ts';

export const eventRoutes: Implementation[] = [
  implement('readEvents', (tx, context, { query }) => readEvents(tx, context, query)),
];
