import { useTranslation } from 'react-i18next';
import type { CustomerMatch } from '../../customers/queries.ts';
import { Face } from '../../shared/Face.tsx';

interface MatchListProps {
  id: string;
  matches: CustomerMatch[];
  at: number;
  onChoose: (index: number) => void;
}

/** "Already there?": who is like what was typed, and why. */
export function MatchList({ id, matches, at, onChoose }: MatchListProps) {
  const { t } = useTranslation();
  return (
    <div className="matches">
      <div className="small muted" id={`${id}-label`}>
        {t('new.already_there')}
      </div>
      <div role="listbox" id={id} aria-labelledby={`${id}-label`}>
        {matches.map((match, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field; arrow keys move here
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field chooses
          <div
            key={match.id}
            role="option"
            id={`${id}-${index}`}
            aria-selected={index === at}
            className="match"
            onClick={() => onChoose(index)}
          >
            <Face name={match.name} id={match.id} size={24} />
            <span className="strong cut">{match.name}</span>
            <span className="small soft cut">
              {[match.email, match.phone, match.organisation].filter(Boolean).join(' · ')}
            </span>
            <span className="end row small">
              {match.open_tickets > 0 && (
                <span className="pill amber">{t('new.open_tickets', { count: match.open_tickets })}</span>
              )}
              <span className="pill">{t(`match.${match.reason}`)}</span>
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}
