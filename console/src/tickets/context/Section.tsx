import { type ReactNode, useId } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { useFoldedSections } from './use-folded-sections.ts';

interface SectionProps {
  /** by which it is remembered that somebody folded it */
  name: string;
  title: string;
  /** how much is in it, shown while it is folded */
  count?: number;
  /** stands at the right of the title: add, edit */
  action?: ReactNode;
  children: ReactNode;
}

/** One part of the context pane, which folds away and stays so for this person. */
export function Section({ name, title, count, action, children }: SectionProps) {
  const [folded, fold] = useFoldedSections(name);
  const inside = useId();
  return (
    <section className="context-section">
      <header className="row">
        <h2 className="grow">
          <button
            type="button"
            className="section-title"
            aria-expanded={!folded}
            aria-controls={inside}
            onClick={() => fold(!folded)}
          >
            <Icon name={folded ? 'right' : 'down'} size={12} />
            {title}
            {folded && count !== undefined && <span className="num muted">{count}</span>}
          </button>
        </h2>
        {!folded && action}
      </header>
      <div id={inside} hidden={folded} className="section-body">
        {!folded && children}
      </div>
    </section>
  );
}
