import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

/** The first steps of the installation; only for who configures it. */
export const firstStepsQuery = queryOptions({
  queryKey: ['first-steps'],
  queryFn: async () => (await call('listFirstSteps', {})).items,
});

/** Sample data that is there; only for who configures the installation. */
export const sampleDataQuery = queryOptions({
  queryKey: ['sample-data'],
  queryFn: () => call('getSampleData', {}),
});
