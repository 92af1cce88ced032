import type { InstructionMove } from '@shouwen/api';
import { type AddedUser, addUser } from '../../platform/testing/factories.ts';
import type { Answer, TestApp } from '../../platform/testing/test-app.ts';

/** Four levels of one house: Fei reports to Xu, Xu to Ma, Ma to Dai; and Yu, who has nothing to do with them. */
export interface Chain {
  fei: AddedUser;
  xu: AddedUser;
  ma: AddedUser;
  dai: AddedUser;
  yu: AddedUser;
}

export async function addChain(test: TestApp): Promise<Chain> {
  const dai = await addUser(test, { name: 'Dai' });
  const ma = await addUser(test, { name: 'Ma', reportsTo: dai.id });
  const xu = await addUser(test, { name: 'Xu', reportsTo: ma.id });
  const fei = await addUser(test, { name: 'Fei', reportsTo: xu.id });
  const yu = await addUser(test, { name: 'Yu' });
  return { fei, xu, ma, dai, yu };
}

/** Who calls, by the key. */
type Caller = Pick<AddedUser, 'key'>;

/** Asks for instruction; whatever is given stands in the body. */
export async function ask(test: TestApp, as: Caller, given: object = {}): Promise<Answer> {
  return test.request('POST', '/instructions', {
    as: as.key,
    body: { kind: 'question', facts: 'The meter shows nothing.', opinion: 'Exchange it.', ...given },
  });
}

/** The page of a request. */
export async function shown(test: TestApp, number: number, as: Caller): Promise<Answer['body']> {
  return (await test.request('GET', `/instructions/${number}`, { as: as.key })).body;
}

/** Takes a step on the request as it is now. */
export async function step(
  test: TestApp,
  number: number,
  as: Caller,
  move: InstructionMove,
  given: object = {},
): Promise<Answer> {
  return test.request('POST', `/instructions/${number}/steps`, {
    as: as.key,
    headers: { 'if-match': '*' },
    body: { do: move, ...given },
  });
}

/** What somebody owes on requests for instruction, as kind and the title. */
export async function dutiesOf(test: TestApp, as: Caller): Promise<string[]> {
  const { body } = await test.request('GET', '/duties', { as: as.key });
  return body.items
    .filter((one: { subject: { kind: string } }) => one.subject.kind === 'instruction')
    .map((one: { kind: string; subject: { number: number } }) => `${one.kind} ${one.subject.number}`);
}

/** The due time of what is owed of a kind, in minutes from now. */
export function dueIn(test: TestApp, page: Answer['body'], kind: string): number | null {
  const duty = page.obligations.findLast((one: { kind: string }) => one.kind === kind);
  if (!duty?.due_at) return null;
  return (Date.parse(duty.due_at) - test.clock.now().getTime()) / 60_000;
}

/** Of each thing owed on a request: kind, state and outcome. */
export const ledgerOf = (page: Answer['body']): string[] =>
  page.obligations.map((one: { kind: string; state: string; outcome: string | null }) =>
    [one.kind.replace('instruction_', ''), one.state, one.outcome].filter(Boolean).join(' '),
  );
