import type { EscalationAction } from '@shouwen/api';
import type { Context } from '../context.ts';
import { invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { isWebhook } from '../webhooks/is-webhook.ts';

/** Refuses steps that call a webhook which there is not. */
export async function checkEscalations(
  tx: Tx,
  context: Context,
  steps: readonly { also?: readonly EscalationAction[] | undefined }[],
  field: string,
): Promise<void> {
  for (const [index, step] of steps.entries())
    for (const [at, action] of (step.also ?? []).entries()) {
      if (action.do !== 'call_webhook' || (await isWebhook(tx, context, action.webhook))) continue;
      throw invalid(`${field}.${index}.also.${at}.webhook`, 'webhook_unknown');
    }
}
