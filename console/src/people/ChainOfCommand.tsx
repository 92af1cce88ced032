import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Face } from '../shared/Face.tsx';
import { staffMemberQuery } from '../shared/staff.ts';
import type { StaffUser } from './queries.ts';

const levels = 6;

/** Who reports to whom, upwards from this person. */
export function ChainOfCommand({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  if (!user.reports_to) return null;
  return (
    <section className="panel">
      <h2>{t('people.chain')}</h2>
      <ol className="chain">
        <Above id={user.reports_to.id} seen={[user.id]} />
        <li className="row strong">
          <Face name={user.name} id={user.id} size={24} />
          {user.name}
        </li>
      </ol>
    </section>
  );
}

/** One level up, and the levels above it first. Stops at a circle. */
function Above({ id, seen }: { id: string; seen: string[] }) {
  const { data } = useQuery(staffMemberQuery(id));
  if (!data) return null;
  const next = data.reports_to;
  const goesOn = next && !seen.includes(next.id) && seen.length < levels;
  return (
    <>
      {goesOn && <Above id={next.id} seen={[...seen, id]} />}
      <li className="row">
        <Face name={data.name} id={data.id} size={24} />
        <Link to={`/people/staff/${data.id}`}>{data.name}</Link>
      </li>
    </>
  );
}
