import { htmlOfText, withImagesFrom } from '@shouwen/api';
import { fileAddress } from '../../files/kinds.ts';

/** What is kept of something written, for the editor. */
export function forEditor(stored: { body: string; html: string | null }): string {
  return stored.html === null ? htmlOfText(stored.body) : withImagesFrom(stored.html, fileAddress);
}

/** Whether nothing is written in it: no word and no image. */
export function isBlank(html: string): boolean {
  return !html.includes('<img') && html.replace(/<[^>]*>|&nbsp;|\s/g, '') === '';
}
