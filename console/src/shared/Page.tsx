import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Puts the page's name in the browser's tab. */
export function useTitle(title: string): void {
  const { t } = useTranslation();
  const full = `${title} · ${t('app.name')}`;
  useEffect(() => {
    document.title = full;
  }, [full]);
}

interface PageProps {
  title: string;
  /** stands at the right end of the head: the page's one primary action */
  actions?: ReactNode;
  /** between head and body: tabs */
  tabs?: ReactNode;
  children: ReactNode;
  /** the body reaches the edges (tables) */
  flush?: boolean;
}

/** A page with a head and a scrolling body. */
export function Page({ title, actions, tabs, children, flush = false }: PageProps) {
  useTitle(title);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{title}</h1>
        {actions}
      </header>
      {tabs}
      <section
        className={flush ? 'page-body flush' : 'page-body'}
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {children}
      </section>
    </div>
  );
}
