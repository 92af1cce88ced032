import { type Implementation, implement } from '../platform/http/implement.ts';
import { addSampleData } from './add-sample-data.ts';
import { removeSampleData } from './remove-sample-data.ts';
import { showSampleData } from './sample-data.query.ts';

export const sampleRoutes: Implementation[] = [
  implement('getSampleData', (tx, context) => showSampleData(tx, context)),
  implement('addSampleData', async (tx, context) => {
    await addSampleData(tx, context);
    return showSampleData(tx, context);
  }),
  implement('removeSampleData', (tx, context) => removeSampleData(tx, context).then(() => null)),
];
