import { setMyDuty } from '../assignment/set-duty.ts';
import { putEntry } from '../configuration/change-entry.ts';
import type { Tx } from '../tables.ts';
import { people } from './cast.ts';
import type { Office } from './office.ts';

/**
 * What the sample department does by itself from now on: new complaints are urgent. A second rule is there to be looked at
 * and switched on. And how its people are at the moment.
 */
export async function arrangeAutomation(tx: Tx, office: Office, now: Date): Promise<void> {
  await putEntry(tx, office.admin(now), 'automation_rules', 'complaints_first', {
    name: { zh: '投诉优先', en: 'Complaints first', es: 'Reclamaciones primero' },
    order: 10,
    active: true,
    on: { events: ['opened'] },
    when: { all: [{ field: 'type', in: ['complaint'] }] },
    do: [
      { do: 'change', set: { urgency: 'high' } },
      { do: 'notify', to: 'team_lead' },
    ],
  });
  await putEntry(tx, office.admin(now), 'automation_rules', 'close_rested', {
    name: { zh: '关闭久置工单', en: 'Close what has rested', es: 'Cerrar lo que descansa' },
    order: 20,
    active: false,
    on: { after: 'in_status', status: 'resolved', minutes: 10_080, counts: 'elapsed' },
    when: { all: [] },
    do: [{ do: 'change', set: { status: 'closed' } }],
  });
  for (const [index, { key }] of people.entries())
    if (index % 4 !== 3) await setMyDuty(tx, office.person(now, key), index % 4 === 2 ? 'away' : 'available');
}
