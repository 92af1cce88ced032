import { type Implementation, implement } from '../platform/http/implement.ts';
import { setPersonSharing, setTeamSharing } from './change-sharing.ts';
import { setMyDuty } from './set-duty.ts';
import { listDuty, listSharing } from './sharing.query.ts';

export const assignmentRoutes: Implementation[] = [
  implement('listDuty', async (tx, context) => ({ items: await listDuty(tx, context) })),
  implement('setMyDuty', (tx, context, { body }) => setMyDuty(tx, context, body.state)),
  implement('listSharing', (tx, context) => listSharing(tx, context)),
  implement('setTeamSharing', async (tx, context, { params, body }) => {
    await setTeamSharing(tx, context, params.id, body.sharing);
    return null;
  }),
  implement('setPersonSharing', async (tx, context, { params, body }) => {
    await setPersonSharing(tx, context, params.id, body);
    return null;
  }),
];
