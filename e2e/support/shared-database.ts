import { chmodSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { connectionUrl, openEmbeddedDatabase } from '../../server/src/platform/embedded/index.ts';
import { createDatabaseOn } from '../../server/src/platform/testing/databases.ts';
import { makeRunFolder, removeRunFolder } from '../../server/src/platform/testing/run-folder.ts';

/**
 * An empty database for several servers, as a DATABASE_URL: on the server that DATABASE_URL names, else on one of its
 * own. It is gone after the test, in which it is to be called.
 */
export async function sharedDatabase(): Promise<string> {
  const server = process.env.DATABASE_URL ?? (await ownServer());
  const { url, drop } = await createDatabaseOn(server, 'shouwen_e2e');
  onTestFinished(drop);
  return url;
}

async function ownServer(): Promise<string> {
  const dataDirectory = makeRunFolder('shouwen-e2e');
  chmodSync(dataDirectory, 0o711); // as root the database runs under another account, which must get through
  onTestFinished(() => removeRunFolder(dataDirectory));
  const database = await openEmbeddedDatabase({ dataDirectory, log: (sentence) => console.error(sentence) });
  onTestFinished(() => database.leave());
  return connectionUrl(database.connection);
}
