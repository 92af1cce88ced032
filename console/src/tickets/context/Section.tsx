import type { ReactNode } from 'react';

interface SectionProps {
  title: string;
  /** stands at the right of the title: add, edit */
  action?: ReactNode;
  children: ReactNode;
}

/** One part of the context pane. */
export function Section({ title, action, children }: SectionProps) {
  return (
    <section className="context-section">
      <header className="row">
        <h2 className="grow">{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}
