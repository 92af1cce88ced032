import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Socket } from 'socket.io-client';
import { carryPresence } from '../shared/presence.ts';
import { refreshAll, refreshDuties, refreshLists, refreshTickets } from '../shared/refresh.ts';

const lostAfter = 4_000;

/**
 * Keeps the screen in step with the server: messages carry only what changed by id, the client fetches what it may see.
 * After a lost connection everything is fetched anew. Returns false while the connection has been lost for a while.
 */
export function useRealtime(): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let socket: Socket | undefined;
    let ended = false;
    let lost: number | undefined;
    let wasConnected = false;
    void import('socket.io-client').then(({ io }) => {
      if (ended) return;
      socket = io({ withCredentials: true, transports: ['websocket'] });
      carryPresence(socket);
      socket.on('connect', () => {
        window.clearTimeout(lost);
        setConnected(true);
        if (wasConnected) refreshAll(client);
        wasConnected = true;
      });
      socket.on('disconnect', () => {
        lost = window.setTimeout(() => setConnected(false), lostAfter);
      });
      socket.on('tickets', (message: unknown) => refreshTickets(client, numbersOf(message)));
      socket.on('lists', () => refreshLists(client));
      socket.on('duties', () => refreshDuties(client));
    });
    return () => {
      ended = true;
      window.clearTimeout(lost);
      socket?.disconnect();
    };
  }, [client]);
  return connected;
}

function numbersOf(message: unknown): number[] {
  if (typeof message !== 'object' || message === null || !('numbers' in message)) return [];
  const { numbers } = message;
  return Array.isArray(numbers) ? numbers.filter((each): each is number => typeof each === 'number') : [];
}
