import { htmlOfText } from '@shouwen/api';
import { describe, expect, it } from 'vitest';
import { forEditor, isBlank } from './rich-text.ts';

describe('text for the editor', () => {
  it('makes each line a paragraph and escapes what would be a mark', () => {
    expect(htmlOfText('a < b\n\n"c" & d')).toBe('<p>a &lt; b</p><p></p><p>&quot;c&quot; &amp; d</p>');
    expect(htmlOfText('')).toBe('');
  });

  it('fetches the images of what is formatted from where files are', () => {
    const id = '019a0000-0000-7000-8000-000000000001';
    const stored = { body: '[x]', html: `<p><img src="cid:${id}" alt="x" /></p>` };
    expect(forEditor(stored)).toBe(`<p><img src="/api/v1/files/${id}" alt="x" /></p>`);
    expect(forEditor({ body: 'x', html: null })).toBe('<p>x</p>');
  });

  it('is blank without a word and an image', () => {
    expect(isBlank('<p></p><ul><li><p> &nbsp;</p></li></ul>')).toBe(true);
    expect(isBlank('<p>a</p>')).toBe(false);
    expect(isBlank('<p><img src="x"></p>')).toBe(false);
  });
});
