import type { App } from './context.ts';
import { ledgerMeasures } from './events/measures.ts';
import { obligationMeasures } from './obligations/measures.ts';
import { outboxMeasures } from './outbox/measures.ts';
import type { Measure } from './platform/http/metrics.ts';
import { webhookMeasures } from './webhooks/measures.ts';

/** Every figure that /metrics shows beside requests, pool and process. */
export const measures = (app: App): Measure[] => [
  ...ledgerMeasures(app),
  ...obligationMeasures(app),
  ...webhookMeasures(app),
  ...outboxMeasures(app),
];
