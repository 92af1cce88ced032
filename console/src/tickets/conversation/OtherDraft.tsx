import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import type { ComposerKind } from './composer-state.tsx';
import { RichText } from './RichText.tsx';
import type { Drafts } from './use-drafts.ts';

/** Another window of the same person has written on this draft: both texts are shown, and one chooses how it goes on. */
export function OtherDraft({ kind, drafts }: { kind: ComposerKind; drafts: Drafts }) {
  const { t } = useTranslation();
  const other = drafts.elsewhere[kind];
  if (!other) return null;
  return (
    <div className="banner warn newer" role="alert">
      <Icon name="copy" />
      <div className="grow stack" style={{ gap: 8 }}>
        <strong>{other.draft ? t('draft_elsewhere.changed') : t('draft_elsewhere.gone')}</strong>
        {other.draft && (
          <blockquote>
            <div className="newer-text">
              <RichText html={other.draft.html} />
            </div>
            {other.draft.attachments.length > 0 && (
              <span className="small">{other.draft.attachments.map((file) => file.name).join(', ')}</span>
            )}
          </blockquote>
        )}
        <div className="row wrap">
          <button type="button" className="link" onClick={() => drafts.choose(kind, 'this')}>
            {t('draft_elsewhere.keep_this')}
          </button>
          {other.draft && (
            <button type="button" className="link" onClick={() => drafts.choose(kind, 'both')}>
              {t('draft_elsewhere.keep_both')}
            </button>
          )}
          <button type="button" className="link" onClick={() => drafts.choose(kind, 'other')}>
            {other.draft ? t('draft_elsewhere.take_other') : t('draft_elsewhere.discard')}
          </button>
        </div>
      </div>
    </div>
  );
}
