import { expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';
import { previewKind } from './kinds.ts';

it('tells by its type how a file is shown, and shows nothing that could run', () => {
  const office = 'application/vnd.openxmlformats-officedocument.';
  expect(previewKind('image/webp')).toBe('image');
  expect(previewKind('image/svg+xml')).toBeNull();
  expect(previewKind('application/pdf')).toBe('pdf');
  expect(previewKind('text/csv')).toBe('text');
  expect(previewKind(`${office}wordprocessingml.document`)).toBe('word');
  expect(previewKind(`${office}spreadsheetml.sheet`)).toBe('sheet');
  expect(previewKind(`${office}presentationml.presentation`)).toBe('extract');
  expect(previewKind('application/vnd.oasis.opendocument.text')).toBe('extract');
  expect(previewKind('application/zip')).toBeNull();
});

it('reads the beginning of a text in the charsets that customers use, cut off anywhere', () => {
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
  expect(decodeText(new TextEncoder().encode('señal 说明').slice(0, -1))).toBe('señal 说');
  expect(decodeText(bytes('cbb5c3f7cae9'))).toBe('说明书');
  expect(decodeText(bytes('fffe4100'))).toBe('A');
  expect(decodeText(bytes('7365f1616c20'))).toBe('señal ');
});
