import { Level } from '@shouwen/api';
import type { CallerValue } from './CallerField.tsx';
import type { Owner } from './OwnerPicker.tsx';

export interface Note extends Owner {
  caller: CallerValue;
  text: string;
  category: string | null;
  importance: Level;
  urgency: Level;
}

/** A note that nothing has been written into; what comes of it is its writer's until they say otherwise. */
export const emptyNote = (me: string): Note => ({
  caller: { line: '', chosen: null },
  text: '',
  category: null,
  importance: 'normal',
  urgency: 'normal',
  team_id: null,
  assignee_id: me,
});

const name = (me: string) => `shouwen.phone-note:${me}`;

/** Keeps an unfinished note on this machine, so that a closed tab or another call loses nothing of it. */
export function keepNote(me: string, note: Note): void {
  if (note.text.trim() === '' && note.caller.line.trim() === '') localStorage.removeItem(name(me));
  else localStorage.setItem(name(me), JSON.stringify(note));
}

export function forgetNote(me: string): void {
  localStorage.removeItem(name(me));
}

/** The unfinished note of this person on this machine, or null. */
export function keptNote(me: string): Note | null {
  const found = localStorage.getItem(name(me));
  if (found === null) return null;
  try {
    const parsed: unknown = JSON.parse(found);
    return isNote(parsed) ? parsed : null;
  } catch {
    return null; // written by hand or by another version
  }
}

function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null) return false;
  const { caller, text, importance, urgency } = value as Partial<Note>;
  return (
    typeof text === 'string' &&
    typeof caller?.line === 'string' &&
    Level.safeParse(importance).success &&
    Level.safeParse(urgency).success
  );
}
