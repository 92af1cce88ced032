/** The elements of which formatted text consists; whatever else comes in loses its marks and keeps its words. */
export const richTextElements = [
  'p',
  'br',
  'strong',
  'em',
  'u',
  's',
  'a',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'code',
  'h2',
  'h3',
  'hr',
  'img',
] as const;
export type RichTextElement = (typeof richTextElements)[number];

/** Where a link of formatted text may lead. */
export const linkSchemes = ['http', 'https', 'mailto', 'tel'] as const;

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const ours = new RegExp(`^(?:cid:|/api/v1/files/)(${uuid})$`, 'i');

/** The stored file that an image of formatted text shows; null when it is none of ours. */
export function fileOfImage(source: string): string | null {
  return ours.exec(source)?.[1]?.toLowerCase() ?? null;
}

/** How formatted text is stored to name the file of an image: as a mail does, whose parts are named by content id. */
export const imageSource = (file: string): string => `cid:${file}`;

/** The same text with the images of `cid:` to be fetched from elsewhere. It must have been cleaned by the server. */
export function withImagesFrom(html: string, address: (file: string) => string): string {
  return html.replace(new RegExp(`src="cid:(${uuid})"`, 'g'), (_, file: string) => `src="${address(file)}"`);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** Plain text as formatted text: each line a paragraph. */
export function htmlOfText(text: string): string {
  if (text === '') return '';
  return text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');
}
