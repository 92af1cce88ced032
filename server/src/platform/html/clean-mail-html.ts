import { fileOfImage, imageSource, linkSchemes } from '@shouwen/api';
import { markAttribute, markQuoted } from '@shouwen/mail';
import sanitize from 'sanitize-html';

/** A remote image, which nothing fetches until somebody asks: where it is stands here in place of `src`. */
export const remoteImage = 'data-remote';

const elements =
  'a abbr address article aside b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'.split(
    ' ',
  );

const everywhere = ['style', 'dir', 'lang', 'align', 'valign', markAttribute];
const ofTables = ['width', 'height', 'border', 'cellpadding', 'cellspacing', 'bgcolor'];

// no address, no function but colours, no escape: nothing that loads, computes or hides what it says
const harmless = /^(?!.*(?:url|expression|image|attr|var|env|import|\\|--))[\p{L}\d\s#%.,()'"!/+-]{1,200}$/iu;
const inward = /^(?!.*-\s*[\d.])[\p{L}\d\s#%.,!]{1,100}$/iu; // no negative length: nothing leaves its place
const words = /^[a-z-]{1,30}(?:\s*!important)?$/i;

const styles: Record<string, RegExp[]> = {
  ...each(
    'color background-color background border border-top border-right border-bottom border-left border-color border-style border-width border-radius font font-family font-style font-weight font-variant text-decoration',
    harmless,
  ),
  ...each(
    'padding padding-top padding-right padding-bottom padding-left margin margin-top margin-right margin-bottom margin-left width max-width min-width height text-indent line-height letter-spacing font-size border-spacing',
    inward,
  ),
  ...each(
    'text-align vertical-align white-space word-break word-wrap overflow-wrap border-collapse list-style-type direction text-transform table-layout unicode-bidi',
    words,
  ),
  display: [/^(?:none|block|inline|inline-block|table|inline-table|table-row|table-cell|list-item)$/i],
};

function each(names: string, allowed: RegExp): Record<string, RegExp[]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, [allowed]]));
}

const unseen =
  'script style head title textarea option select noscript template iframe frame object embed xml svg math'.split(
    ' ',
  );

/**
 * The HTML of a mail as it may stand in a box of its own: its tables, colours and letters, and nothing that runs, loads or
 * leaves the box. Images that came with the mail are the files given for their content ids; remote ones wait in
 * `data-remote`. Quoted history and signatures are marked. Cleaned HTML stays what it is.
 */
export function cleanMailHtml(html: string, files: ReadonlyMap<string, string> = new Map()): string {
  const ours = new Set(files.values());
  return sanitize(markedOnce(html), {
    allowedTags: elements,
    allowedAttributes: {
      '*': everywhere,
      a: ['href'],
      img: ['src', 'alt', 'width', 'height', remoteImage],
      font: ['color', 'face', 'size'],
      ol: ['start', 'type'],
      li: ['value'],
      table: ofTables,
      td: [...ofTables, 'colspan', 'rowspan'],
      th: [...ofTables, 'colspan', 'rowspan'],
      tr: ['bgcolor'],
      col: ['width', 'span'],
    },
    allowedStyles: { '*': styles },
    allowedSchemes: [...linkSchemes],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: unseen,
    nestingLimit: 200,
    transformTags: {
      img: (tagName, attributes) => ({ tagName, attribs: imageOf(attributes, files, ours) }),
    },
    exclusiveFilter: ({ tag, attribs }) =>
      tag === 'img' && !attribs.src && !attribs[remoteImage] && !attribs.alt,
  });
}

const markedOnce = (html: string) => (html.includes(`${markAttribute}=`) ? html : markQuoted(html));

function imageOf(
  {
    src = '',
    alt = '',
    width = '',
    height = '',
    style = '',
    [remoteImage]: waiting = '',
  }: sanitize.Attributes,
  files: ReadonlyMap<string, string>,
  ours: ReadonlySet<string>,
): sanitize.Attributes {
  const size = {
    ...(/^\d{1,4}%?$/.test(width) ? { width } : {}),
    ...(/^\d{1,4}%?$/.test(height) ? { height } : {}),
  };
  const shown = { alt, ...size, ...(style ? { style } : {}) };
  const named = fileOfImage(src.trim());
  const file = named !== null && ours.has(named) ? named : files.get(contentIdOf(src));
  if (file) return { src: imageSource(file), ...shown };
  const remote = waiting || src.trim();
  // one point is no picture: it reports that somebody looked
  if (!/^https?:\/\/\S{3,2000}$/i.test(remote) || Number(width || 9) <= 2 || Number(height || 9) <= 2)
    return { alt };
  return { [remoteImage]: remote, ...shown };
}

function contentIdOf(source: string): string {
  const id = /^\s*cid:(.+)$/i.exec(source)?.[1]?.trim() ?? '';
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** Whether cleaned HTML of a mail says more than its words without marks would. */
export function mailSaysMore(html: string): boolean {
  return /<(?!\/?(?:p|br|div|span)\b)[a-z]|style="[^"]*(?:color|background|font-weight|border)/i.test(html);
}
