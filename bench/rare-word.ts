import type { Call } from './client.ts';
import { type Random, randomFrom } from './random.ts';
import { textOf } from './words.ts';

/** The word that stands in as many tickets of a small department as of a large one. */
export const rareWord = 'kakapo';
const wanted = 200;

/** Opens tickets with the rare word until there are 200 of them, whatever the size of the data. */
export async function plantRareWord(call: Call, caughtUp: () => Promise<void>): Promise<void> {
  await caughtUp();
  const { items } = JSON.parse(await call('GET', `/tickets?limit=${wanted}&q=${rareWord}`));
  const random: Random = randomFrom(3);
  for (let there = items.length; there < wanted; there++)
    await call('POST', '/tickets', {
      subject: textOf(random, 'en', 7),
      body: `${textOf(random, 'en', 20)} ${rareWord} ${textOf(random, 'en', 25)}`,
      customer: { email: `customer${1 + (there % 20)}@example.com` },
    });
  await caughtUp();
}
