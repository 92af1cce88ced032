import { useQueryClient } from '@tanstack/react-query';
import type { StaffMember } from '../shared/staff.ts';

/** Names of staff that the pickers have fetched, by id. */
export function useStaffNames(): (id: string) => string {
  const client = useQueryClient();
  return (id) => {
    for (const [, people] of client.getQueriesData<StaffMember[]>({ queryKey: ['staff', 'search'] })) {
      const found = people?.find((person) => person.id === id);
      if (found) return found.name;
    }
    return '';
  };
}
