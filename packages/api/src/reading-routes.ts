import { z } from 'zod';
import { Key, Moment } from './common.ts';
import { route } from './contract.ts';
import { TicketNumber, TicketSummary } from './tickets.ts';

/** What everybody keeps for themselves: what they have read, and how they like their screen. None of it is an event. */
export const readingRoutes = {
  markRead: route({
    method: 'PUT',
    path: '/tickets/{number}/read',
    tag: 'Tickets',
    access: 'user',
    summary: 'Remember that I have read a ticket up to an activity of it',
    params: TicketNumber,
    body: z.strictObject({ seen: Moment }),
    status: 204,
  }),
  markUnread: route({
    method: 'DELETE',
    path: '/tickets/{number}/read',
    tag: 'Tickets',
    access: 'user',
    summary: 'Forget that I have read a ticket',
    params: TicketNumber,
    status: 204,
  }),
  recentTickets: route({
    method: 'GET',
    path: '/me/recent-tickets',
    tag: 'Tickets',
    access: 'user',
    summary: 'The tickets that I read last, newest first',
    response: z.object({ items: z.array(TicketSummary) }),
  }),
  myPreferences: route({
    method: 'GET',
    path: '/me/preferences',
    tag: 'Session',
    access: 'user',
    summary: 'How I like my screen',
    response: z.object({ items: z.array(z.object({ key: Key, value: z.string() })) }),
  }),
  setPreference: route({
    method: 'PUT',
    path: '/me/preferences/{key}',
    tag: 'Session',
    access: 'user',
    summary: 'Keep how I like something on my screen',
    params: z.strictObject({ key: Key }),
    body: z.strictObject({ value: z.string().max(500) }),
    status: 204,
  }),
};
