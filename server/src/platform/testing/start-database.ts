import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectionUrl, openEmbeddedDatabase } from '../embedded/index.ts';
import { makeRunFolder, removeRunFolder } from './run-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server whose user may create databases; each test file makes its own on it. */
    databaseUrl: string;
    /** A folder for what the tests keep; it is gone after the run, whatever they forget. */
    testFolder: string;
  }
}

/**
 * Gives the database suites their server: the one that DATABASE_URL names, or an embedded one in a folder of its own
 * that is gone afterwards. The product's settings but for the waiting for the disk, which no test here looks at.
 */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  const testFolder = makeRunFolder('shouwen-test');
  // As root the server runs under another account, which must get through.
  chmodSync(testFolder, 0o711);
  project.provide('testFolder', testFolder);
  const given = process.env.DATABASE_URL;
  if (given) {
    project.provide('databaseUrl', given);
    return async () => removeRunFolder(testFolder);
  }
  try {
    const database = await openEmbeddedDatabase({
      dataDirectory: join(testFolder, 'data'),
      log: (message) => console.error(message),
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    });
    project.provide('databaseUrl', connectionUrl(database.connection));
    return async () => {
      await database.leave();
      removeRunFolder(testFolder);
    };
  } catch (error) {
    removeRunFolder(testFolder);
    throw error;
  }
}
