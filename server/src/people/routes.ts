import { uploadedTable } from '../imports/uploaded-table.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { apiKeysOf, presentKey, revokeApiKey } from './api-keys.ts';
import { changeMe } from './change-me.ts';
import { changePassword } from './change-password.ts';
import { changeUser } from './change-user.ts';
import { createApiKey } from './create-api-key.ts';
import { createUser } from './create-user.ts';
import { deactivateUser, showHoldings } from './deactivate-user.ts';
import { exportStaff } from './export-staff.ts';
import { importStaff } from './import-staff.ts';
import { findManaged } from './lock-people.ts';
import { me } from './me.query.ts';
import { listTeams, listUnits, shownTeam, shownUnit } from './organisation.query.ts';
import { myPreferences, setPreference } from './preferences.ts';
import { reactivateUser } from './reactivate-user.ts';
import { makeResetLink, resetPassword } from './reset-link.ts';
import { sessionsOf } from './sessions.query.ts';
import { endMySession } from './sessions.ts';
import { listStaff, staffMember } from './staff.query.ts';
import { changeTeam, createTeam } from './teams.ts';
import { changeUnit, createUnit } from './units.ts';
import { endUserSessions, unlockUser } from './unlock-user.ts';
import { viewerOf } from './viewer.ts';

/** What everybody does with their own account, and the link with which a password is set. */
const myRoutes: Implementation[] = [
  implement('changeMe', async (tx, context, { body }) => {
    await changeMe(tx, context, body);
    return me(tx, context);
  }),
  implement('myPreferences', (tx, context) => myPreferences(tx, context)),
  implement('setPreference', (tx, context, { params, body }) =>
    setPreference(tx, context, params.key, body.value).then(() => null),
  ),
  implement(
    'changePassword',
    async (db, context, { body }) => {
      await changePassword(db, context, body);
      return null;
    },
    { transaction: 'none' },
  ),
  implement('mySessions', (tx, context) => sessionsOf(tx, context, viewerOf(context).userId)),
  implement('endMySession', async (tx, context, { params }) => {
    await endMySession(tx, context, params.id);
    return null;
  }),
  implement('myApiKeys', (tx, context) => {
    const { userId, name } = viewerOf(context);
    return apiKeysOf(tx, context, { id: userId, name });
  }),
  implement('createApiKey', async (tx, context, { body }) => {
    const { userId, name } = viewerOf(context);
    const expiresAt = body.expires_at ? new Date(body.expires_at) : null;
    const key = await createApiKey(tx, context, { ...body, userId, expiresAt });
    return { ...presentKey(key, { id: userId, name }), key: key.key };
  }),
  implement('revokeApiKey', async (tx, context, { params }) => {
    await revokeApiKey(tx, context, viewerOf(context).userId, params.id);
    return null;
  }),
  implement('resetPassword', async (tx, context, { params, body }) => {
    await resetPassword(tx, context, params.token, body.password);
    return null;
  }),
];

const staffRoutes: Implementation[] = [
  implement('listUsers', (tx, context, { query }) => listStaff(tx, context, query)),
  implement('exportUsers', (db, context, { query }) => exportStaff(db, context, query), {
    transaction: 'none',
  }),
  implement('createUser', async (tx, context, { body }) =>
    staffMember(tx, context, await createUser(tx, context, body)),
  ),
  implement('getUser', (tx, context, { params }) => staffMember(tx, context, params.id)),
  implement('changeUser', async (tx, context, { params, body, ifMatch }) => {
    await changeUser(tx, context, params.id, body, ifMatch);
    return staffMember(tx, context, params.id);
  }),
  implement('resetLink', (tx, context, { params }) => makeResetLink(tx, context, params.id)),
  implement('unlockUser', async (tx, context, { params }) => {
    await unlockUser(tx, context, params.id);
    return staffMember(tx, context, params.id);
  }),
  implement('userSessions', async (tx, context, { params }) => {
    await findManaged(tx, context, params.id);
    return sessionsOf(tx, context, params.id);
  }),
  implement('endUserSessions', async (tx, context, { params }) => {
    await endUserSessions(tx, context, params.id);
    return null;
  }),
  implement('holdings', (tx, context, { params }) => showHoldings(tx, context, params.id)),
  implement('deactivateUser', (tx, context, { params, body }) =>
    deactivateUser(tx, context, params.id, body),
  ),
  implement('reactivateUser', async (tx, context, { params }) => {
    await reactivateUser(tx, context, params.id);
    return staffMember(tx, context, params.id);
  }),
];

const importRoutes: Implementation[] = [
  implement('importStaff', async (tx, context, { body }) => {
    const table = await uploadedTable(tx, context, body.file_id);
    return importStaff(tx, context, { ...body, table });
  }),
];

const organisationRoutes: Implementation[] = [
  implement('listUnits', async (tx, context) => ({ items: await listUnits(tx, context) })),
  implement('createUnit', async (tx, context, { body }) =>
    shownUnit(tx, context, await createUnit(tx, context, body)),
  ),
  implement('changeUnit', async (tx, context, { params, body }) => {
    await changeUnit(tx, context, params.id, body);
    return shownUnit(tx, context, params.id);
  }),
  implement('listTeams', async (tx, context) => ({ items: await listTeams(tx, context) })),
  implement('createTeam', async (tx, context, { body }) =>
    shownTeam(tx, context, await createTeam(tx, context, body)),
  ),
  implement('changeTeam', async (tx, context, { params, body }) => {
    await changeTeam(tx, context, params.id, body);
    return shownTeam(tx, context, params.id);
  }),
];

export const peopleRoutes: Implementation[] = [
  ...myRoutes,
  ...staffRoutes,
  ...importRoutes,
  ...organisationRoutes,
];
