import type pg from 'pg';
import type { App, Context } from '../../context.ts';
import { type Loop, startLoop } from '../../platform/loop.ts';
import { mailSender } from './mail-sender.ts';

const longestSleep = 500; // ms

/** Goes on sending mail until it is stopped. */
export function startSendingMail(app: App, systemContext: () => Promise<Context>, pool: pg.Pool): Loop {
  const sender = mailSender(app, systemContext, pool);
  const loop = startLoop({
    name: 'send mail',
    log: app.log,
    step: async () => ((await sender.sendDue()) > 0 ? 0 : longestSleep),
  });
  return {
    nudge: loop.nudge,
    async stop() {
      sender.finish();
      await loop.stop();
      await sender.close();
    },
  };
}
