import { Button, Dropdown } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewKind } from '../../files/kinds.ts';
import { useEntries } from '../../shared/config.ts';
import { Icon } from '../../shared/icons.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { useLooking } from '../../shared/presence.ts';
import type { FullTicket } from '../queries.ts';
import { ArrivedMessages } from './ArrivedMessages.tsx';
import { AttachmentList } from './AttachmentList.tsx';
import { CannedMenu } from './CannedMenu.tsx';
import './composer.css';
import { useComposer } from './composer-state.tsx';
import { DraftMark } from './DraftMark.tsx';
import { NewerMessages } from './NewerMessages.tsx';
import { OtherDraft } from './OtherDraft.tsx';
import { isBlank } from './rich-text.ts';
import { TextArea } from './TextArea.tsx';
import type { Attachment } from './use-drafts.ts';
import { useSend } from './use-send.ts';
import { useUpload } from './use-upload.ts';

/** Where replies and notes are written. What is typed is kept at once; sending can set the status in the same step. */
export function Composer({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const { kind, setKind, drafts, editorRef } = useComposer();
  const local = useLocalText();
  const statuses = useEntries('statuses');
  const draft = drafts[kind];
  const empty = isBlank(draft.html);
  const [toolsIn, setToolsIn] = useState<HTMLElement | null>(null);
  const [focused, setFocused] = useState(false);
  const { send, sending, newer, arrived, dismiss } = useSend(ticket);
  const attached = useRef(draft.attachments);
  attached.current = draft.attachments;
  // several arrive one after the other: each joins what is attached by then
  const attach = (file: Attachment) => {
    attached.current = [...attached.current, file];
    drafts.change(kind, { attachments: attached.current });
  };
  const upload = useUpload(attach);
  // an image that is pasted or dropped is shown in the text, anything else is attached
  const takeIn = (files: readonly File[]) =>
    void upload.add(files, (file) =>
      previewKind(file.media_type) === 'image' ? editorRef.current?.insertImage(file) : attach(file),
    );

  useLooking(ticket.number, focused && !empty);
  if (!ticket.may.write || ticket.merged_into !== null) return null;
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !empty) {
      event.preventDefault();
      void send();
    }
    if (event.key === 'Escape' && !event.defaultPrevented && event.target instanceof HTMLElement)
      event.target.blur();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from anywhere in the composer
    <div
      className={`composer composer-${kind}`}
      onKeyDown={onKey}
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        takeIn([...event.dataTransfer.files]);
      }}
    >
      {newer ? (
        <NewerMessages messages={newer} onAnyway={() => void send({ anyway: true })} onDismiss={dismiss} />
      ) : (
        kind === 'reply' && arrived.length > 0 && <ArrivedMessages messages={arrived} onRead={dismiss} />
      )}
      <OtherDraft kind={kind} drafts={drafts} />
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
              // at once: the tabs may move before the button is let go, while the editor is being fetched
              onPointerDown={() => setKind(each)}
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
        <TextArea ticket={ticket} onFiles={takeIn} toolsIn={toolsIn} />
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
              if (event.target.files) void upload.add([...event.target.files]);
              event.target.value = '';
            }}
          />
        </label>
        {kind === 'reply' && <CannedMenu ticket={ticket} />}
        <div ref={setToolsIn} className="composer-tools" />
        <div className="composer-send">
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
    </div>
  );
}
