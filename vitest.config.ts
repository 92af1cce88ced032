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
          // Against another server: the embedded database is what it is, and the other files, each with a database of its
          // own, may share a process, for reading the product anew for each takes a third of the time.
          exclude: process.env.DATABASE_URL ? ['server/src/platform/embedded/**'] : [],
          isolate: !process.env.DATABASE_URL,
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
