import { useFormat } from '../../shared/format.ts';

/** A moment as it stands on paper, which is read in other years too: day with year, and time. */
export function useMoment(): (moment: string) => string {
  const format = useFormat();
  return (moment) => `${format.date(moment)} ${format.time(moment)}`;
}
