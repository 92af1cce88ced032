import { type Implementation, implement } from '../platform/http/implement.ts';
import { figureRows } from './figure-rows.query.ts';
import { readFigures, splitFigure } from './read-figures.query.ts';
import { wallboard } from './wallboard.query.ts';

export const figureRoutes: Implementation[] = [
  implement('figures', (tx, context, { query }) => readFigures(tx, context, query)),
  implement('figure', (tx, context, { params, query }) => splitFigure(tx, context, params.metric, query)),
  implement('figureRows', (tx, context, { params, query }) => figureRows(tx, context, params.metric, query)),
  implement('wallboard', (tx, context, { query }) => wallboard(tx, context, query.team)),
];
