import { type Implementation, implement } from '../platform/http/implement.ts';
import { openWork } from './open-work.query.ts';
import { previewRollout } from './preview-rollout.ts';
import { startRollout } from './roll-out.ts';

export const policyRoutes: Implementation[] = [
  implement('openWork', (tx, context) => openWork(tx, context)),
  implement('previewRollout', (tx, context) => previewRollout(tx, context)),
  implement('startRollout', async (tx, context) => {
    await startRollout(tx, context);
    return openWork(tx, context);
  }),
];
