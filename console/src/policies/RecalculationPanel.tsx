import { useQuery } from '@tanstack/react-query';
import { useCan } from '../shared/session.ts';
import { OpenWorkProgress } from './OpenWorkProgress.tsx';
import { openWorkQuery } from './queries.ts';
import './policies.css';

/** How far counting anew on corrected calendars has come. */
export function RecalculationPanel() {
  const { data } = useQuery({ ...openWorkQuery, enabled: useCan()('config.manage') });
  if (!data?.recalculation) return null;
  return <OpenWorkProgress kind="recalculation" progress={data.recalculation} />;
}
