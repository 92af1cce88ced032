import type { Composition } from './compose.ts';
import { org } from './compose.ts';
import { applyCorePack } from './configuration/apply-core-pack.ts';
import { recordSecret } from './configuration/record-secret.ts';
import { ensureCatchAll } from './mailboxes/catch-all.ts';
import { setUp, setUpNeeded } from './people/set-up.ts';
import { Refusal, StartError } from './platform/errors.ts';

/**
 * What every start sees to once the schema is there: the organisation's row, the shipped core pack, the right secret,
 * a mailbox that takes what nobody else does, and, where the variables ask for it, the first administrator.
 */
export async function prepareOrganisation({ app }: Composition): Promise<void> {
  const now = app.clock.now();
  await app.db.transaction().execute(async (tx) => {
    const fits = await recordSecret(tx, org, now, app.secrets.sign('check', 'shouwen'));
    if (!fits)
      throw new StartError(
        'The secret is not the one that this database was made with: set SHOUWEN_SECRET to the same value on every node, or put the file "secret" back into the data folder.',
      );
    await applyCorePack(tx, org, now);
    await ensureCatchAll(tx, org, now, app.settings.url);
  });
  const { adminEmail: email, adminPassword: password } = app.settings;
  if (!email || !password) return;
  await app.db.transaction().execute(async (tx) => {
    if (!(await setUpNeeded(tx, org))) return;
    await setUp(tx, org, now, {
      organisation: 'Shouwen',
      name: email.split('@')[0] ?? email,
      email,
      password,
      language: 'en',
    }).catch((error: unknown) => {
      // a second node that starts at the same moment was first
      if (!(error instanceof Refusal && error.code === 'already_set_up')) throw error;
    });
  });
}
