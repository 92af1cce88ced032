import { setTimeout as pause } from 'node:timers/promises';
import { send } from './api.ts';
import type { Chance } from './random.ts';

/** A ticket that the server has confirmed. */
export interface Acknowledged {
  number: number;
  id: string;
  /** nobody else's: the mark by which the ticket is known */
  subject: string;
}
export interface Load {
  /** confirmed so far, in order */
  acknowledged: Acknowledged[];
  /** lets every client see its last request confirmed, then ends; throws what a client could not get over */
  finish(): Promise<void>;
}

/**
 * Clients that open tickets one after the other, each repeating a request with the same Idempotency-Key until it is
 * confirmed, whatever happens to the server meanwhile.
 * @param url where the server listens now
 */
export function openTickets(
  chance: Chance,
  { clients, url, key }: { clients: number; url: () => string; key: string },
): Load {
  const acknowledged: Acknowledged[] = [];
  let stopping = false;
  const client = async (number: number) => {
    for (let count = 1; !stopping; count++) {
      const subject = `load ${chance.seed} ${number}-${count}`;
      acknowledged.push(await openUntilConfirmed(chance, url, key, subject));
    }
  };
  const all = Promise.all(Array.from({ length: clients }, (_, index) => client(index + 1)));
  all.catch(() => undefined); // told by finish
  return {
    acknowledged,
    async finish() {
      stopping = true;
      await all;
    },
  };
}

async function openUntilConfirmed(
  chance: Chance,
  url: () => string,
  key: string,
  subject: string,
): Promise<Acknowledged> {
  const request = {
    key,
    body: { subject, body: `The text of ${subject}`, customer: { name: 'Wei', email: 'wei@example.com' } },
    headers: { 'idempotency-key': subject },
  };
  for (;;) {
    const answer = await send(url(), 'POST', '/tickets', {
      ...request,
      signal: AbortSignal.timeout(30_000),
    }).catch(() => null); // killed under way: the same request again
    if (answer?.status === 201) return { ...(answer.body as { number: number; id: string }), subject };
    // 409: our own first try is still running; 5xx: the database is away
    if (answer && answer.status !== 409 && answer.status < 500)
      throw new Error(`A ticket was refused: ${JSON.stringify(answer.body)}`);
    await pause(chance.between(10, 200));
  }
}
