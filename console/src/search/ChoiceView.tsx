import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../shared/icons.tsx';
import { CategoryMark } from '../shared/Marks.tsx';
import type { Choice } from './choices.ts';

/** One line of what is offered: what it is, and what tells it from others like it. */
export function ChoiceView({ choice, typed }: { choice: Choice; typed: string }) {
  const { t } = useTranslation();
  switch (choice.kind) {
    case 'all':
      return (
        <Line icon="search">
          <span className="cut">{t('search.all_for', { q: typed.trim() })}</span>
        </Line>
      );
    case 'ticket':
      return (
        <Line icon="inbox">
          <span className="num muted">#{choice.number}</span>
          <span className="cut grow">{choice.subject}</span>
          <CategoryMark category={choice.status_category} />
        </Line>
      );
    case 'customer':
      return (
        <Line icon={choice.customer.kind === 'organisation' ? 'building' : 'user'}>
          <span className="cut">{choice.customer.name}</span>
          <span className="cut grow muted small">{choice.address}</span>
          <span className="muted small">{t('search.customer')}</span>
        </Line>
      );
    case 'tag':
      return (
        <Line icon="tag">
          <span className="cut grow">{choice.tag}</span>
          <span className="muted small">{t('search.tag')}</span>
        </Line>
      );
    case 'status':
      return (
        <Line icon="filter">
          <span className="cut grow">{choice.name}</span>
          <span className="muted small">{t('search.status')}</span>
        </Line>
      );
    case 'key':
      return (
        <Line icon="filter">
          <code className="search-key">{choice.key}</code>
          <span className="cut grow muted">{choice.meaning}</span>
        </Line>
      );
  }
}

function Line({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <>
      <Icon name={icon} size={15} />
      {children}
    </>
  );
}
