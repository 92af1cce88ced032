import type { FullTicket } from '../queries.ts';
import { type EventChange, useEventChanges } from './event-changes.ts';
import { type TimelineEntry, useEventSentence } from './event-sentence.ts';

/** How the events of a ticket are told. Made once for all of them: it knows everybody whom they name. */
export interface Telling {
  sentence: (entry: TimelineEntry) => string;
  changesOf: (entry: TimelineEntry) => EventChange[];
}

export function useTelling(ticket: FullTicket): Telling {
  return { sentence: useEventSentence(ticket), changesOf: useEventChanges(ticket) };
}
