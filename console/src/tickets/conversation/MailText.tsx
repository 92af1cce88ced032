import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import type { TicketMessage } from '../queries.ts';
import { isColoured, mailHtml } from './mail-html.ts';
import { QuotedText } from './QuotedText.tsx';

interface MailTextProps {
  html: string;
  attachments: TicketMessage['attachments'];
}

/** A mail as its sender dressed it, in a box that nothing leaves; remote images are fetched when somebody asks for them. */
export function MailText({ html, attachments }: MailTextProps) {
  const { t } = useTranslation();
  const [withRemote, setWithRemote] = useState(false);
  const { own, folded, remote } = useMemo(
    () => mailHtml(html, { files: new Set(attachments.map((file) => file.id)), withRemote }),
    [html, attachments, withRemote],
  );
  return (
    <>
      {remote > 0 && !withRemote && (
        <p className="small muted mail-remote">
          {t('message.remote_images', { count: remote })}{' '}
          <button type="button" className="link" onClick={() => setWithRemote(true)}>
            <Icon name="download" size={12} /> {t('message.show_remote_images')}
          </button>
        </p>
      )}
      <MailBox content={own} />
      {folded.length > 0 && (
        <QuotedText>
          {folded.map((content, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one fixed text
            <MailBox key={at} content={content} />
          ))}
        </QuotedText>
      )}
    </>
  );
}

const style = `
:host { display: block; contain: content; overflow-x: auto; overflow-wrap: anywhere; }

p { margin: 0 0 0.6em; }
img { max-width: 100%; height: auto; }
table { max-width: 100%; }
pre { white-space: pre-wrap; }
blockquote { margin: 0 0 0 0.8em; padding-left: 0.8em; border-left: 2px solid currentcolor; }
a { color: inherit; }
`;

/** A box whose content neither takes our styles nor gives its own away. */
function MailBox({ content }: { content: DocumentFragment }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current) return;
    const root = box.current.shadowRoot ?? box.current.attachShadow({ mode: 'open' });
    const rules = document.createElement('style');
    rules.textContent = style;
    root.replaceChildren(rules, content.cloneNode(true));
  }, [content]);
  return <div ref={box} className={isColoured(content) ? 'mail-box mail-paper' : 'mail-box'} />;
}
