import { z } from 'zod';
import { LocalText, Moment } from './common.ts';
import { route } from './contract.ts';

const tag = 'Set-up';

/** What was made up for trying the product, and what taking it away would mean. */
export const SampleData = z.object({
  /** null while there is none */
  added_at: Moment.nullable(),
  tickets: z.int(),
  customers: z.int(),
  people: z.int(),
  /** tickets that go although somebody real did something on them; confidential ones without their subject */
  touched: z.array(
    z.object({
      number: z.int(),
      subject: z.string().nullable(),
      /** replies and notes by real people */
      messages: z.int(),
      /** everything that real people did on it, messages included */
      changes: z.int(),
    }),
  ),
  /** what stays because something real hangs on it, and counts as real afterwards */
  stays: z.object({
    tickets: z.array(z.int()),
    customers: z.array(z.string()),
    people: z.array(z.string()),
    teams: z.array(LocalText),
  }),
});

export const sampleDataRoutes = {
  getSampleData: route({
    method: 'GET',
    path: '/sample-data',
    tag,
    access: 'config.manage',
    summary: 'Sample data that is there, and what removing it would mean',
    response: SampleData,
  }),
  addSampleData: route({
    method: 'POST',
    path: '/sample-data',
    tag,
    access: 'config.manage',
    summary: 'Add a sample team with customers and tickets',
    status: 201,
    response: SampleData,
  }),
  removeSampleData: route({
    method: 'DELETE',
    path: '/sample-data',
    tag,
    access: 'config.manage',
    scope: 'admin',
    confirm: true,
    summary: 'Remove all sample data in one step',
  }),
};
