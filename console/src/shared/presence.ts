import { useEffect, useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';

/** Somebody else who has the same ticket open. */
export interface Looker {
  id: string;
  name: string;
  typing: boolean;
}

const nobody: readonly Looker[] = [];
const repeatTyping = 8_000; // the server forgets after 15 s that somebody types
const listeners = new Set<() => void>();
let socket: Socket | null = null;
let looking: { number: number; typing: boolean } | null = null;
let seen: { number: number; people: readonly Looker[] } = { number: 0, people: nobody };

/** Ties presence to the live connection; after a new connection the server is told again where we look. */
export function carryPresence(next: Socket): void {
  socket = next;
  next.on('connect', tell);
  next.on('presence', (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('number' in message) || !('people' in message))
      return;
    if (typeof message.number !== 'number' || !Array.isArray(message.people)) return;
    seen = { number: message.number, people: message.people.filter(isLooker) };
    for (const listener of listeners) listener();
  });
}

function tell(): void {
  socket?.emit('viewing', looking ?? { number: null });
}

/** Says that we look at a ticket, and whether we type there; ends when the ticket leaves the screen. */
export function useLooking(number: number, typing: boolean): void {
  useEffect(() => {
    looking = { number, typing };
    tell();
    const timer = typing ? window.setInterval(tell, repeatTyping) : undefined;
    return () => window.clearInterval(timer);
  }, [number, typing]);
  useEffect(
    () => () => {
      looking = null;
      tell();
    },
    [],
  );
}

/** Who else has this ticket open. */
export function useLookers(number: number): readonly Looker[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (seen.number === number ? seen.people : nobody),
  );
}

function isLooker(value: unknown): value is Looker {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'typing' in value &&
    typeof value.typing === 'boolean'
  );
}
