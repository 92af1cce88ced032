import { verifyMail } from './channels/mail/verify-mail.ts';
import type { App } from './context.ts';
import { verifyCounters } from './counters/verify-counters.ts';
import { sequenceAll } from './events/sequencer.ts';
import { verifyChain } from './events/verify-chain.ts';
import { verifyFigures } from './figures/verify-figures.ts';
import { verifyFiles } from './files/verify-files.ts';
import { verifyObligations } from './obligations/verify-obligations.ts';
import { verifySearch } from './search/verify-search.ts';
import { verifyTickets } from './tickets/verify-tickets.ts';

export interface Finding {
  check: 'ledger' | 'tickets' | 'obligations' | 'files' | 'search' | 'counters' | 'figures' | 'mail';
  /** a sentence, or the beginning of one with the record first */
  what: string;
}
export interface Verdict {
  ok: boolean;
  /** at most a hundred for each check */
  findings: Finding[];
  /** how many of each were looked at; of the ledger, the last position that is right */
  checked: Record<Finding['check'], number>;
}

const mostFindings = 100;

/**
 * Checks what is stored against itself, in one snapshot and while everything runs: the chain of the ledger, one opening
 * event and a message for every ticket, all obligations and due times worked out anew, the documents of the search, the
 * counters counted anew, the facts behind figures read from the ledger once more, the journal of mail, and the files (with `digests` their content too, which reads all of it). Events that have no
 * position yet are given theirs first.
 */
export async function verify(app: App, options: { digests?: boolean } = {}): Promise<Verdict> {
  await sequenceAll(app);
  const now = app.clock.now();
  const findings: Finding[] = [];
  const into = (check: Finding['check']) => (what: string) => {
    if (findings.filter((finding) => finding.check === check).length < mostFindings)
      findings.push({ check, what });
  };
  const checked = await app.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const chain = await verifyChain(tx, app.org, now);
      for (const finding of chain.findings) into('ledger')(finding);
      return {
        ledger: chain.position,
        tickets: await verifyTickets(tx, app.org, into('tickets'), mostFindings),
        obligations: await verifyObligations(tx, app.org, now, into('obligations')),
        files: await verifyFiles(tx, app, into('files'), { digests: options.digests ?? false }),
        search: await verifySearch(tx, app.org, into('search')),
        counters: await verifyCounters(tx, app.org, into('counters'), mostFindings),
        figures: await verifyFigures(tx, app.org, into('figures')),
        mail: await verifyMail(tx, app, into('mail'), mostFindings),
      };
    });
  return { ok: findings.length === 0, findings, checked };
}
