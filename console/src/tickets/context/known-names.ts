import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocalText } from '../../shared/local-text.ts';
import { allTeamsQuery, staffMemberQuery, type Team } from '../../shared/staff.ts';
import type { FullTicket } from '../queries.ts';

const staysFor = 10 * 60_000;

/** Names behind the ids of a timeline: mostly fetched with the page anyway, the rest one by one. Empty when unknown. */
export function useKnownNames(ticket: FullTicket) {
  const teams = useQuery(allTeamsQuery);
  const local = useLocalText();
  const near = useMemo(() => peopleNear(ticket, teams.data ?? []), [ticket, teams.data]);
  const missing = useMemo(
    () => idsNamed(ticket.timeline).filter((id) => !near.has(id)),
    [ticket.timeline, near],
  );
  const fetched = useQueries({
    queries: missing.map((id) => ({ ...staffMemberQuery(id), staleTime: staysFor, retry: false })),
  });
  const far = new Map(fetched.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])));
  const customers = new Map(
    [ticket.customer, ...ticket.participants].map((customer) => [customer.id, customer.name] as const),
  );
  return {
    user: (id: string) => near.get(id) ?? far.get(id) ?? '',
    team: (id: string) => local(teams.data?.find((team) => team.id === id)?.name),
    customer: (id: string) => customers.get(id) ?? '',
  };
}

function peopleNear(ticket: FullTicket, teams: readonly Team[]): Map<string, string> {
  const people = new Map<string, string>();
  const add = (person: { id: string | null; name: string } | null) => {
    if (person?.id && person.name) people.set(person.id, person.name);
  };
  for (const team of teams) [team.lead, ...team.members].forEach(add);
  for (const entry of ticket.timeline) if (entry.actor.kind === 'user') add(entry.actor);
  for (const one of ticket.consultations)
    [one.asked_by, ...(one.asked.kind === 'user' ? [one.asked] : [])].forEach(add);
  for (const message of ticket.messages) message.mentions.forEach(add);
  [...ticket.tasks.map((task) => task.assignee), ...ticket.watchers].forEach(add);
  [ticket.assignee, ticket.first_contact_owner].forEach(add);
  return people;
}

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The ids of people that events name. */
function idsNamed(timeline: FullTicket['timeline']): string[] {
  const found = new Set<string>();
  const take = (value: unknown) => {
    if (typeof value === 'string' && id.test(value)) found.add(value);
    else if (Array.isArray(value)) value.forEach(take);
  };
  for (const { kind, data } of timeline) {
    take(data.told);
    take(data.user);
    take(data.asked);
    take(data.assignee);
    if (Array.isArray(data.passed)) for (const each of data.passed) take(each?.user);
    if (kind === 'obligation.owner_changed') take(data.to);
    const changes = data.changes;
    if (typeof changes !== 'object' || changes === null) continue;
    for (const [field, change] of Object.entries(changes))
      if (field === 'assignee_id' || field === 'first_contact_owner_id')
        Object.values(change ?? {}).forEach(take);
  }
  return [...found];
}
