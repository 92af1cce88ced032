import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../../../shared/config.ts';
import { Face } from '../../../shared/Face.tsx';
import { useLocalText } from '../../../shared/local-text.ts';
import { popupContainer } from '../../../shared/popups.ts';
import { staffSearchQuery } from '../../../shared/staff.ts';
import type { Choice, Offer, Offers } from './offers.ts';

interface OfferMenuProps {
  offer: Offer;
  offers: Offers;
  /** tells the text field which of the choices is meant, for those who hear it */
  onActive: (ids: { list: string; option: string } | null) => void;
}
interface Shown extends Choice {
  hint: string;
}
const most = 8;

/** The choices after `@` or `/`, by arrow keys and Enter while one goes on typing, or by a click. */
export function OfferMenu(props: OfferMenuProps) {
  return props.offer.kind === 'people' ? <People {...props} /> : <Canned {...props} />;
}

function People(props: OfferMenuProps) {
  const found = useQuery(staffSearchQuery(props.offer.query));
  const choices = (found.data ?? []).map((person) => ({ id: person.id, label: person.name, hint: '' }));
  return <Choices {...props} choices={choices.slice(0, most)} />;
}

function Canned(props: OfferMenuProps) {
  const local = useLocalText();
  const answers = useEntries('canned');
  const asked = props.offer.query.toLocaleLowerCase();
  const choices = answers
    .map(({ key, value }) => ({ id: key, label: local(value.name), hint: withGaps(local(value.body)) }))
    .filter(({ id, label }) => id.includes(asked) || label.toLocaleLowerCase().includes(asked));
  return <Choices {...props} choices={choices.slice(0, most)} />;
}

/** A text with gaps where the ticket fills something in. */
const withGaps = (text: string) => text.replace(/\{\{[^}]*\}\}/g, '…');

function Choices({ offer, offers, onActive, choices }: OfferMenuProps & { choices: Shown[] }) {
  const { t } = useTranslation();
  const id = useId();
  const [at, setAt] = useState(0);
  const ids = choices.map((choice) => choice.id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other choices begin at the first again
  useEffect(() => setAt(0), [ids]);
  const active = choices[at] ?? choices[0];

  useEffect(() => {
    offers.key.current = (event) => {
      if (!active) return false;
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? choices.length - 1 : 0;
      if (step > 0) setAt((now) => (now + step) % choices.length);
      else if (event.key === 'Enter' || event.key === 'Tab') offer.choose(active);
      else return false;
      return true;
    };
    return () => {
      offers.key.current = null;
    };
  }, [active, choices.length, offer, offers]);
  useEffect(() => {
    onActive(active ? { list: id, option: `${id}-${active.id}` } : null);
    return () => onActive(null);
  }, [active, id, onActive]);

  const place = useMemo(() => placeBy(offer.rect), [offer.rect]);
  if (!active || !place) return null;
  return createPortal(
    <div
      className="offer-menu"
      id={id}
      role="listbox"
      aria-label={offer.kind === 'people' ? t('composer.people') : t('composer.canned')}
      style={place}
    >
      {choices.map((choice) => (
        <div
          key={choice.id}
          id={`${id}-${choice.id}`}
          role="option"
          aria-selected={choice === active}
          tabIndex={-1}
          onMouseDown={(event) => {
            event.preventDefault(); // the cursor stays in the text
            offer.choose(choice);
          }}
        >
          {offer.kind === 'people' && <Face name={choice.label} id={choice.id} size={20} />}
          <span className="cut strong">{choice.label}</span>
          {choice.hint && <span className="cut small muted">{choice.hint}</span>}
        </div>
      ))}
    </div>,
    popupContainer(),
  );
}

/** Above the mark: the composer stands at the foot of the page. */
function placeBy(rect: DOMRect | null) {
  if (!rect) return null;
  const left = Math.max(8, Math.min(rect.left, window.innerWidth - 328));
  return { left, bottom: window.innerHeight - rect.top + 6 };
}
