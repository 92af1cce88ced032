import { Button, Dropdown } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../../shared/config.ts';
import { Icon } from '../../shared/icons.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { useLooking } from '../../shared/presence.ts';
import type { FullTicket } from '../queries.ts';
import { AttachmentList } from './AttachmentList.tsx';
import { CannedMenu } from './CannedMenu.tsx';
import './composer.css';
import { useComposer } from './composer-state.tsx';
import { DraftMark } from './DraftMark.tsx';
import { NewerMessages } from './NewerMessages.tsx';
import { TextArea } from './TextArea.tsx';
import { useSend } from './use-send.ts';
import { useUpload } from './use-upload.ts';

/** Where replies and notes are written. What is typed is kept at once; sending can set the status in the same step. */
export function Composer({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const { kind, setKind, drafts } = useComposer();
  const local = useLocalText();
  const statuses = useEntries('statuses');
  const draft = drafts[kind];
  const [focused, setFocused] = useState(false);
  const { send, sending, newer, dismiss } = useSend(ticket);
  const upload = useUpload((file) => drafts.change(kind, { attachments: [...draft.attachments, file] }));

  useLooking(ticket.number, focused && draft.body.trim() !== '');
  if (!ticket.may.write || ticket.merged_into !== null) return null;
  const empty = draft.body.trim() === '';
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !empty) {
      event.preventDefault();
      void send();
    }
    if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from anywhere in the composer
    <div
      className={`composer composer-${kind} ${focused || !empty ? 'open' : ''}`}
      onKeyDown={onKey}
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void upload.add(event.dataTransfer.files);
      }}
    >
      {newer && (
        <NewerMessages messages={newer} onAnyway={() => void send({ anyway: true })} onDismiss={dismiss} />
      )}
      <div className="composer-tabs">
        <div className="row" style={{ gap: 4 }} role="tablist" aria-label={t('composer.kind')}>
          {(['reply', 'note'] as const).map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              id={`composer-${each}`}
              aria-selected={kind === each}
              aria-controls="composer-panel"
              className="composer-tab"
              onClick={() => setKind(each)}
            >
              <Icon name={each === 'reply' ? 'reply' : 'lock'} size={14} />
              {each === 'reply' ? t('composer.reply_tab') : t('composer.note_tab')}
              {drafts.state[each] !== 'empty' && kind !== each && (
                <span className="draft-dot" title={t('composer.draft')} />
              )}
            </button>
          ))}
        </div>
        <DraftMark state={drafts.state[kind]} />
      </div>
      <div id="composer-panel" role="tabpanel" aria-labelledby={`composer-${kind}`}>
        <TextArea ticket={ticket} />
        <AttachmentList
          attachments={draft.attachments}
          after={(file) => (
            <button
              type="button"
              className="icon-button small"
              aria-label={t('composer.remove_file', { name: file.name })}
              onClick={() =>
                drafts.change(kind, { attachments: draft.attachments.filter((each) => each.id !== file.id) })
              }
            >
              <Icon name="close" size={13} />
            </button>
          )}
        />
        {upload.busy > 0 && (
          <p className="small muted" role="status">
            {t('composer.uploading', { count: upload.busy })}
          </p>
        )}
      </div>
      <div className="composer-foot">
        <label className="icon-button" title={t('composer.attach')}>
          <Icon name="clip" size={18} />
          <span className="sr">{t('composer.attach')}</span>
          <input
            type="file"
            multiple
            className="sr"
            onChange={(event) => {
              if (event.target.files) void upload.add(event.target.files);
              event.target.value = '';
            }}
          />
        </label>
        {kind === 'reply' && <CannedMenu ticket={ticket} />}
        <span className="end" />
        <Dropdown
          trigger={['click']}
          placement="topRight"
          destroyOnHidden
          disabled={empty || sending || upload.busy > 0}
          menu={{
            items: statuses.map((status) => ({
              key: status.key,
              label: local(status.value.name),
              onClick: () => void send({ status: status.key }),
            })),
          }}
        >
          <Button aria-haspopup="menu">
            {kind === 'reply' ? t('composer.send_and_set') : t('composer.save_and_set')}{' '}
            <Icon name="down" size={13} />
          </Button>
        </Dropdown>
        <Button
          type="primary"
          disabled={empty || upload.busy > 0}
          loading={sending}
          onClick={() => void send()}
          title="Ctrl+Enter"
        >
          {kind === 'reply' ? t('composer.send_reply') : t('composer.save_note')}
        </Button>
      </div>
    </div>
  );
}
