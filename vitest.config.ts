import { defineConfig } from 'vitest/config';

/**
 * Three suites. `unit` is pure; `database` runs every query against a real PostgreSQL that the suite starts itself
 * (or DATABASE_URL); `e2e` drives the built product from outside. `npm test` runs them and sums the counts.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'console/src/**/*.test.ts',
            'portal/src/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'database',
          include: ['server/src/**/*.test.ts'],
          // the embedded database is what it is, whatever server the others run against
          exclude: process.env.DATABASE_URL ? ['server/src/platform/embedded/**'] : [],
          isolate: false, // each file has a database of its own; reading the server anew for each took a third of the time
          globalSetup: ['server/src/platform/testing/start-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
          fileParallelism: false,
        },
      },
    ],
  },
});
