import type { Channel, Language } from '@shouwen/api';
import { customerNames } from './cast.ts';
import type { Random } from './random.ts';
import { type Story, stories } from './stories.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** One sample request: who asks for what, when and how, before anybody has worked on it. */
export interface SampleRequest {
  at: Date;
  language: Language;
  channel: Channel;
  story: Story;
  customer: { name: string; email: string; phone: string };
  /** the number that stands for `{n}` in its texts */
  n: number;
}

const zoneShift: Record<Language, number> = { zh: 8, en: 0, es: 1 }; // hours ahead of UTC, near enough for office hours
const prefix: Record<Language, string> = { zh: '+86138', en: '+35385', es: '+3461' };

/** Requests over the days before `now`, in order of time: more on weekdays, mostly in office hours, a little growth. */
export function sampleRequests(random: Random, now: Date, count: number, days: number): SampleRequest[] {
  const customers = customersOf(random);
  return Array.from({ length: count }, () => {
    const language = random.pick(['zh', 'zh', 'zh', 'zh', 'en', 'en', 'en', 'es', 'es', 'es'] as const);
    return {
      at: momentBefore(random, now, days, language),
      language,
      channel: random.pick([
        'web_form',
        'web_form',
        'web_form',
        'phone',
        'phone',
        'email',
        'email',
        'chat',
      ] as const),
      story: random.pick(stories[language]),
      customer: random.pick(customers[language]),
      n: random.between(2, 9) * 1000 + random.between(100, 999),
    };
  }).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** A moment in the days before `now` at which somebody may have asked for something. */
export function momentBefore(random: Random, now: Date, days: number, language: Language): Date {
  for (;;) {
    const back = Math.floor(days * (1 - Math.sqrt(random.next()))); // a slowly growing department
    const midnight = Math.floor(now.getTime() / day) * day - back * day;
    const local = random.chance(0.85) ? random.between(9 * 60, 18 * 60) : random.between(0, 24 * 60 - 1);
    const at = new Date(midnight + (local - zoneShift[language] * 60) * minute + random.between(0, 59_999));
    const weekend = at.getUTCDay() % 6 === 0;
    if (at < now && !(weekend && random.chance(0.65))) return at;
  }
}

function customersOf(random: Random): Record<Language, SampleRequest['customer'][]> {
  const make = (language: Language) => {
    const { given, family } = customerNames[language];
    return Array.from({ length: 70 }, (_, index) => {
      const [first, last] = [random.pick(given), random.pick(family)];
      const name =
        language === 'zh'
          ? `${last}${first}`
          : language === 'es'
            ? `${first} ${last} ${random.pick(family)}`
            : `${first} ${last}`;
      return {
        name,
        email: `customer.${language}${100 + index}@example.com`,
        phone: `${prefix[language]}${random.between(1_000_000, 9_999_999)}${language === 'zh' ? random.between(0, 9) : ''}`,
      };
    });
  };
  return { zh: make('zh'), en: make('en'), es: make('es') };
}

/** Puts the number into a text of a story. */
export function tell(text: string, { n }: SampleRequest): string {
  return text.replaceAll('{n}', String(n));
}

export const span = { minute, hour, day };
