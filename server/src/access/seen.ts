/**
 * Who sees which rows: for each list, by hand, the rows that each of the cast finds there, and no other. Tickets go by
 * the names of their compartments (`testing/world.ts`); `orig` is the one from which `spl` was split off. `key` sees
 * what its person, mgrA, sees. Whoever is not named sees none.
 */
const looseA = 'A A1 X tgt aTgt orig spl'; // assigned to nobody
const inA = `${looseA} asgO`;
const looseB = 'B fco wat ask tsk watL par';
const inB = `${looseB} asg`;

/** Merged tickets stand in no list; their targets do. */
export const tickets: Record<string, Partial<Record<string, string>>> = {
  all: {
    obsA: `${inA} cWat`,
    agtA: `${inA} asg fco wat ask tsk`,
    ldA: `${inA} watL`,
    mgrA: `${inA} cA`,
    obsB: inB,
    agtB: `${inB} X`,
    ldB: inB,
    mgrB: `${inB} cB cWat`,
    adm: `${inA} ${inB} cA cB cWat`,
    admA: `${inA} cA`,
  },
  mine: { agtA: 'asg', obsA: 'asgO' },
  first_contact: { agtA: 'fco', ldB: 'asg', obsA: 'asgO' },
  unassigned: {
    obsA: `${looseA} cWat`,
    agtA: `${looseA} fco wat ask tsk`,
    ldA: `${looseA} watL`,
    mgrA: `${looseA} cA`,
    obsB: looseB,
    agtB: `${looseB} X`,
    ldB: looseB,
    mgrB: `${looseB} cB cWat`,
    adm: `${looseA} ${looseB} cA cB cWat`,
    admA: `${looseA} cA`,
  },
  my_teams: {
    agtA: 'A tgt aTgt orig spl asgO',
    ldA: 'A tgt aTgt orig spl asgO',
    agtB: `${inB} X`,
    ldB: inB,
  },
  watching: { agtA: 'wat', obsA: 'cWat', ldA: 'watL' },
  asked: { agtA: 'ask' },
  snoozed: {},
  overdue: {},
  resolved: {},
};

/** How many open tickets of Bo's a viewer is told of: as many as the viewer finds. */
export const openTicketsOfBo: Record<string, number> = {
  obsA: 9,
  agtA: 13,
  ldA: 9,
  mgrA: 9,
  obsB: 8,
  agtB: 9,
  ldB: 8,
  mgrB: 10,
  adm: 19,
  admA: 9,
  key: 9,
};

/** Of which tickets the ledger tells a viewer, the merged ones included, and whether of people and settings too. */
export const events: Record<string, { tickets: string; others: boolean }> = {
  mgrA: { tickets: `${inA} cA src`, others: false },
  mgrB: { tickets: `${inB} cB cWat bSrc`, others: false },
  admA: { tickets: `${inA} cA src`, others: false },
  key: { tickets: `${inA} cA src`, others: false },
  adm: { tickets: `${inA} ${inB} cA cB cWat src bSrc`, others: true },
};

/** What waits to leave the house: the links of Cy on `par` and of a partner on `cA`, and a reset for somebody. */
export const outbox: Record<string, string> = {
  ldA: '',
  mgrA: 'cA',
  ldB: 'par',
  mgrB: 'par',
  adm: 'par cA -',
  admA: 'cA',
  key: 'cA',
};

/** What each owes, as ticket and kind; what is owed on a ticket out of sight (`cA`, `cB` for the leads) is not told. */
const three = (names: string) =>
  names.split(' ').flatMap((name) => [`${name} first_reply`, `${name} resolution`, `${name} take_ownership`]);
export const duties: Record<string, string[]> = {
  obsA: ['asgO first_reply', 'asgO resolution'],
  agtA: ['asg first_reply', 'asg resolution', 'fco first_reply', 'fco resolution', 'ask consultation'],
  ldA: three('A tgt aTgt orig spl src'),
  ldB: three('B wat ask tsk watL par bSrc'),
  agtB: three('X'),
  // whoever asks somebody outside owes the answer; what is confidential is owed by the first above who may see it
  adm: ['cA consultation', ...three('cA cB cWat')],
};

/** Requests for instruction: one of the agent of A to its lead, one of the agent of B. */
export const instructions: Record<string, string> = {
  agtA: 'A',
  ldA: 'A',
  mgrA: 'A',
  admA: 'A',
  agtB: 'B',
  ldB: 'B',
  mgrB: 'B',
  adm: 'A B',
};

/** agtA's own view, one of team A, and one for all. */
const everybodys = ['none', 'obsA', 'mgrA', 'obsB', 'agtB', 'ldB', 'mgrB', 'admA', 'key'];
export const views: Record<string, string> = {
  agtA: 'private team all',
  ldA: 'team all',
  adm: 'team all',
  ...Object.fromEntries(everybodys.map((viewer) => [viewer, 'all'])),
};

/** Whose roles a viewer is told: of those who work where the viewer may read people. agtB belongs to X, which is in A. */
const peopleOfA = 'obsA agtA ldA mgrA admA agtB none';
const peopleOfB = 'obsB agtB ldB mgrB none';
export const roles: Record<string, string> = {
  none: 'none',
  obsA: peopleOfA,
  agtA: peopleOfA,
  ldA: peopleOfA,
  mgrA: peopleOfA,
  admA: peopleOfA,
  key: peopleOfA,
  obsB: peopleOfB,
  agtB: peopleOfB,
  ldB: peopleOfB,
  mgrB: peopleOfB,
  adm: 'obsA agtA ldA mgrA admA obsB agtB ldB mgrB none adm',
};
