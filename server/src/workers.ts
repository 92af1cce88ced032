import { startAssignment } from './assignment/run-assignment.ts';
import { startAutomation } from './automation/run-automation.ts';
import { startFetching } from './channels/imap/start-fetching.ts';
import { startProcessing } from './channels/mail/run-mail.ts';
import type { Composition } from './compose.ts';
import { startFolding } from './counters/fold.ts';
import { readAtOnce, readOn } from './events/reader.ts';
import { startSequencer } from './events/sequencer.ts';
import { followLedger } from './figures/follow-ledger.ts';
import { startRecalculation } from './obligations/recalculate-open.ts';
import { startSweep } from './obligations/sweep.ts';
import { startSendingMail } from './outbox/sending/start-sending.ts';
import { forgetOldAnswers } from './platform/http/idempotency.ts';
import { startLoop } from './platform/loop.ts';
import { readExceptions } from './platform/outgoing/allowed-addresses.ts';
import { guardedAgent } from './platform/outgoing/guarded-agent.ts';
import { startRollingOut } from './policies/roll-out.ts';
import { startSchedules } from './schedules/run-schedules.ts';
import { startSearch } from './search/start-search.ts';
import { startSendingReplies } from './tickets/replies/send-due-replies.ts';
import { startWaking } from './tickets/wake-snoozed.ts';
import { forgetOldDeliveries } from './webhooks/forget-deliveries.ts';
import { queueDeliveries } from './webhooks/queue-deliveries.ts';
import { startSender } from './webhooks/start-sender.ts';

const idleLook = 500; // ms
const hour = 3_600_000;
const day = 24 * hour;

/**
 * Starts everything that runs beside requests: the sequencer, the sweep of due obligations, their recalculation when
 * calendars change, policies put in force for open work, what schedules open, automation rules, the waking of snoozed tickets, mail that waits to be processed, the fetching of mail, webhooks,
 * the search, the folding of
 * counters, the facts behind figures, and tidying up. Any
 * number of processes may do this on one database. `stop` lets each finish what it has in hand. Throws `StartError` when
 * SHOUWEN_WEBHOOK_ALLOW holds something that it does not take.
 */
export function startWorkers(composition: Composition): { stop(): Promise<void> } {
  const { app, systemContext } = composition;
  const excepted = readExceptions(app.settings.webhookAllow);
  const sender = startSender(app, guardedAgent({ excepted }));
  const webhooks = startLoop({
    name: 'webhook queue',
    log: app.log,
    step: async () => {
      const read = await readOn(app, systemContext, queueDeliveries);
      if (read > 0) sender.nudge();
      return read > 0 ? 0 : idleLook;
    },
    rest: 100,
  });
  const search = startSearch(composition);
  const figures = startLoop({
    name: 'figures',
    log: app.log,
    step: async () => ((await readOn(app, systemContext, followLedger)) === readAtOnce ? 0 : idleLook),
    rest: 100,
  });
  const automation = startAutomation(app, systemContext);
  const assignment = startAssignment(app, systemContext);
  const sequencer = startSequencer(app, () => {
    webhooks.nudge();
    assignment.nudge();
    automation.nudge();
  });
  composition.onLedgerGrew(sequencer.nudge);
  const tidying = startLoop({
    name: 'tidying up',
    log: app.log,
    step: async () => {
      const now = app.clock.now();
      await forgetOldAnswers(app.db, app.org, now);
      await forgetOldDeliveries(app.db, app.org, now);
      await app.files.tidy(new Date(now.getTime() - day)); // no upload takes that long
      return hour;
    },
  });
  const others = [
    startSweep(app, systemContext),
    startRecalculation(app, systemContext),
    startRollingOut(app, systemContext),
    startSchedules(app, systemContext),
    startWaking(app, systemContext),
    startSendingReplies(app, systemContext),
    startSendingMail(app, systemContext, composition.pool),
    startProcessing(composition),
    startFetching(composition, composition.pool),
    automation,
    assignment,
    webhooks,
    sender,
    search,
    startFolding(app),
    figures,
    tidying,
  ];
  return {
    async stop() {
      await Promise.all(others.map((loop) => loop.stop()));
      // last, so that what the others have just appended gets its position
      await sequencer.stop();
    },
  };
}
