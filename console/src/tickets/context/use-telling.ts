import type { FullTicket } from '../queries.ts';
import { type EventChange, useEventChanges } from './event-changes.ts';
import { useEventChoice } from './event-choice.ts';
import { type TimelineEntry, useEventSentence } from './event-sentence.ts';

/** How the events of a ticket are told. Made once for all of them: it knows everybody whom they name. */
export interface Telling {
  sentence: (entry: TimelineEntry) => string;
  changesOf: (entry: TimelineEntry) => EventChange[];
  /** of what was given to somebody on duty: how they were chosen; null for everything else */
  choiceOf: (entry: TimelineEntry) => string | null;
}

export function useTelling(ticket: FullTicket): Telling {
  return {
    sentence: useEventSentence(ticket),
    changesOf: useEventChanges(ticket),
    choiceOf: useEventChoice(ticket),
  };
}
