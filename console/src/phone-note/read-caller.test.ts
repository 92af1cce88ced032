import { describe, expect, it } from 'vitest';
import { readCaller, subjectOf } from './read-caller.ts';

describe('what a line says of a caller', () => {
  it.each([
    ['王伟', { name: '王伟', email: '', phone: '' }],
    ['王伟 138 0000 1111', { name: '王伟', email: '', phone: '138 0000 1111' }],
    ['王伟１３８００００１１１１', { name: '王伟', email: '', phone: '13800001111' }],
    ['Ana Ruiz, ana@example.com', { name: 'Ana Ruiz', email: 'ana@example.com', phone: '' }],
    [
      'Ana Ruiz <ana@example.com> +34 600 11 22 33',
      { name: 'Ana Ruiz', email: 'ana@example.com', phone: '+34 600 11 22 33' },
    ],
    ['(010) 8888-9999 李娜', { name: '李娜', email: '', phone: '(010) 8888-9999' }],
    ['Room 12', { name: 'Room 12', email: '', phone: '' }],
  ])('%s', (line, caller) => {
    expect(readCaller(line)).toEqual(caller);
  });
});

describe('the subject of a note', () => {
  it('is its first line', () => {
    expect(subjectOf('\n The boiler is cold \nsince Friday')).toBe('The boiler is cold');
  });
  it('ends at a word when the line is long, and anywhere where words have no spaces', () => {
    expect(subjectOf('The boiler in the cellar is cold', 20)).toBe('The boiler in the…');
    expect(subjectOf('热水器从昨天晚上开始不出热水', 8)).toBe('热水器从昨天晚…');
  });
});
