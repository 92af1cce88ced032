import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocalText } from '../../shared/local-text.ts';
import { allTeamsQuery } from '../../shared/staff.ts';
import type { FullTicket } from '../queries.ts';

/** Names behind ids, from what the page has fetched anyway; an empty text when unknown. */
export function useKnownNames(ticket: FullTicket) {
  const teams = useQuery(allTeamsQuery);
  const local = useLocalText();
  return useMemo(() => {
    const people = new Map<string, string>();
    const customers = new Map<string, string>([[ticket.customer.id, ticket.customer.name]]);
    const teamNames = new Map<string, string>();
    const add = (person: { id: string | null; name: string } | null | undefined) => {
      if (person?.id && person.name) people.set(person.id, person.name);
    };
    for (const team of teams.data ?? []) {
      teamNames.set(team.id, local(team.name));
      add(team.lead);
      team.members.forEach(add);
    }
    for (const entry of ticket.timeline) if (entry.actor.kind === 'user') add(entry.actor);
    for (const one of ticket.consultations) {
      add(one.asked_by);
      if (one.asked.kind === 'user') add(one.asked);
    }
    for (const task of ticket.tasks) add(task.assignee);
    for (const message of ticket.messages) message.mentions.forEach(add);
    ticket.watchers.forEach(add);
    add(ticket.assignee);
    add(ticket.first_contact_owner);
    for (const customer of ticket.participants) customers.set(customer.id, customer.name);
    return {
      user: (id: string) => people.get(id) ?? '',
      team: (id: string) => teamNames.get(id) ?? '',
      customer: (id: string) => customers.get(id) ?? '',
    };
  }, [ticket, teams.data, local]);
}
