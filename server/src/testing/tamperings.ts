// An obligation that goes on past its due moment.
const one = `(select id from obligation where state = 'open' and outcome = 'missed' order by id limit 1)`;

/** Ways in which what is stored may be wrong: what it is, the SQL that makes it so, and words of what must be found. */
export const tamperings: [string, string, string][] = [
  [
    'a second opening',
    `insert into event select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'position', null))).* from event e where kind = 'ticket.opened' limit 1`,
    'was opened by 2 events',
  ],
  [
    'an opening that is gone',
    `update event set kind = 'x' where kind = 'ticket.opened'`,
    'was opened by 0 events',
  ],
  [
    'a ticket without messages',
    'update message set ticket_id = (select id from ticket order by id limit 1)',
    'has no message',
  ],
  [
    'another state',
    `update obligation set state = 'waived' where id = ${one}`,
    'state is waived, but follows as open',
  ],
  [
    'another outcome',
    `update obligation set outcome = 'late' where id = ${one}`,
    'outcome is late, but follows as missed',
  ],
  [
    'another due time',
    `update obligation set due_at = due_at + interval '1 min' where id = ${one}`,
    'due_at is',
  ],
  ['another next moment', `update obligation set next_at = due_at where state = 'done'`, 'next_at is'],
  [
    'a clock without history',
    `update obligation set clock = '{"started_at":"2026-03-02T09:00:00Z","history":[],"fired":[]}' where id = ${one}`,
    'clock cannot be read',
  ],
  [
    'a step that is gone',
    `delete from obligation_step where obligation_id = ${one} and kind = 'missed'`,
    'its ledger has a gap',
  ],
  [
    'a ledger without beginning',
    `delete from obligation_step where obligation_id = ${one} and seq = 1`,
    'does not begin with its opening',
  ],
  [
    'a wrong due time of a ticket',
    `update ticket set next_due_at = now() where next_due_at is not null`,
    'follows from its obligations',
  ],
  [
    'a wrong name of what is due',
    `update ticket set next_due_kind = 'x' where next_due_at is not null`,
    'names x as due next',
  ],
  [
    'a ticket that hides that it is overdue',
    'update ticket set overdue = false where overdue',
    'does not say that it is overdue',
  ],
  [
    'a ticket that claims to be overdue',
    'update ticket set overdue = true where next_due_at is null',
    'says that it is overdue, but is not',
  ],
  ['a file of another size', 'update stored_file set size = size + 1', 'has 7 bytes instead of 8'],
  ['a file that is not there', `update stored_file set sha256 = repeat('0', 64)`, 'is not in the file store'],
  [
    'a counter that counts too many',
    `insert into counter_cell select org_id, unit_id, team_id, null, 'open', 'x', 'low', false, false, false, false, 2 from ticket limit 1`,
    '0 tickets are counted as 2: ',
  ],
  [
    'a counter that counts too few',
    'delete from counter_cell; delete from counter_delta',
    '1 ticket is counted as 0: ',
  ],
  [
    'a coarse counter that counts too many',
    `insert into counter_sum select org_id, unit_id, team_id, null, 'open', false, true, true, true, 3 from ticket limit 1`,
    '0 tickets are counted as 3: ',
  ],
  [
    'a total that counts too many',
    `insert into counter_total select org_id, unit_id, team_id, null, 'open', false, true, true, true, 5 from ticket limit 1`,
    '0 tickets are counted as 5: ',
  ],
];

/** Breaks the chain of the ledger at its third event. */
export const breakChain = `update event set kind = 'x' where position = 3`;
