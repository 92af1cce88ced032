import { type Implementation, implement } from '../platform/http/implement.ts';
import { dryRunRule } from './dry-run.ts';
import { countFirings, listFirings } from './firings.query.ts';

export const automationRoutes: Implementation[] = [
  implement('countFirings', async (tx, context) => ({ items: await countFirings(tx, context) })),
  implement('listFirings', async (tx, context, { params }) => ({
    items: await listFirings(tx, context, params.key),
  })),
  implement('dryRunRule', (tx, context, { body }) => dryRunRule(tx, context, body.rule, body.days)),
];
