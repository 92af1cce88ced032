import { withImagesFrom } from '@shouwen/api';

/** Where a stored file is fetched from. */
export const fileAddress = (file: string): string => `/api/v1/files/${file}`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** Plain text for the editor: each line a paragraph. */
export function htmlOfText(text: string): string {
  if (text === '') return '';
  return text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');
}

/** What is kept of something written, for the editor. */
export function forEditor(stored: { body: string; html: string | null }): string {
  return stored.html === null ? htmlOfText(stored.body) : withImagesFrom(stored.html, fileAddress);
}

/** Whether nothing is written in it: no word and no image. */
export function isBlank(html: string): boolean {
  return !html.includes('<img') && html.replace(/<[^>]*>|&nbsp;|\s/g, '') === '';
}
