import type { Dispatcher } from 'undici';
import type { App } from '../context.ts';
import { type Loop, startLoop } from '../platform/loop.ts';
import { claimDue, sendClaimed } from './send-deliveries.ts';

const idleLook = 500; // ms
const grace = 2_000; // ms that attempts in flight are given when the process is to end

/** Goes on sending deliveries until it is stopped, each webhook at its own pace. Nudge it when some were queued. */
export function startSender(app: App, dispatcher: Dispatcher): Loop {
  const busy = new Map<string, Promise<void>>();
  const ending = new AbortController();
  const loop = startLoop({
    name: 'webhooks',
    log: app.log,
    step: async () => {
      const claimed = await claimDue(app, [...busy.keys()]);
      for (const webhook of new Set(claimed.map((one) => one.webhook_id))) {
        const mine = claimed.filter((one) => one.webhook_id === webhook);
        const sending = sendClaimed(app, dispatcher, mine, ending.signal)
          // what could not be noted is still marked as attempted, and is sent again when its time is over
          .catch((error) => app.log.warn({ err: error, webhook }, 'webhook deliveries could not be noted'))
          .finally(() => {
            busy.delete(webhook);
            loop.nudge();
          });
        busy.set(webhook, sending);
      }
      return idleLook;
    },
  });
  return {
    nudge: loop.nudge,
    async stop() {
      await loop.stop();
      const cutOff = setTimeout(() => ending.abort(), grace);
      await Promise.all(busy.values());
      clearTimeout(cutOff);
      await dispatcher.close();
    },
  };
}
