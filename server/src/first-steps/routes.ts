import { type Implementation, implement } from '../platform/http/implement.ts';
import { firstSteps, markFirstStep } from './first-steps.ts';

export const firstStepRoutes: Implementation[] = [
  implement('listFirstSteps', (tx, context) => firstSteps(tx, context)),
  implement('markFirstStep', async (tx, context, { params, body }) => {
    await markFirstStep(tx, context, params.key, body.done);
    return firstSteps(tx, context);
  }),
];
