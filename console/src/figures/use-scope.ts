import { channels } from '@shouwen/api';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { useTimeZone } from '../shared/session.ts';
import { daysOf, type PeriodName, periodNames, today } from './periods.ts';
import type { Scope } from './queries.ts';

export const filterNames = ['team', 'person', 'channel', 'category', 'type', 'obligation'] as const;
export type FilterName = (typeof filterNames)[number];

/** What is looked at, kept in the address: it can be shared, and the way back leads to it. */
export function useScope(usual: PeriodName) {
  const [params, setParams] = useSearchParams();
  const now = today(useNow(), useTimeZone());
  const period = periodNames.find((name) => name === params.get('period')) ?? usual;
  const address = params.toString();
  const scope = useMemo(() => {
    const given = new URLSearchParams(address);
    const custom = { from: given.get('from') || now, to: given.get('to') || now };
    const found: Scope = daysOf(period, now, custom);
    for (const name of filterNames) {
      const value = given.get(name);
      if (!value) continue;
      if (name !== 'channel') found[name] = value;
      else {
        const channel = channels.find((each) => each === value);
        if (channel) found.channel = channel;
      }
    }
    return found;
  }, [address, period, now]);
  return {
    period,
    scope,
    params,
    /** changes parts of the address; an empty one is left out */
    set(changes: Record<string, string>) {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === '') next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      );
    },
  };
}
