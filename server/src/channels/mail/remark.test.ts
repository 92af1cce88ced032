import { expect, it } from 'vitest';
import { remarkOn } from './remark.ts';

const forwarded = {
  from: { address: 'carla@example.org', name: 'Carla' },
  subject: 'S',
  date: null,
  text: 'T',
};
const head = ['From: Carla <carla@example.org>', 'Subject: S', '', 'T'];

it.each([
  ['Gmail', ['Please.', '', '---------- Forwarded message ---------', ...head], 'Please.'],
  ['Apple Mail', ['Please.', 'Now.', '', 'Begin forwarded message:', '', ...head], 'Please.\nNow.'],
  ['Outlook', ['Please.', '', '________________________________', ...head], 'Please.'],
  ['one that says nothing', ['-------- Original Message --------', 'Subject: S', ...head], ''],
])('is what stands above the head of a forwarded mail: %s', (_, lines, remark) => {
  expect(remarkOn({ text: lines.join('\n'), forwarded })).toBe(remark);
});
