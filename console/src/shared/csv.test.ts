import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('quotes what needs it, and lets no spreadsheet carry out a name', () => {
  const rows = [
    ['Equipo', 'Valor'],
    ['Envíos, "norte"', '-12.5'],
    ['=HYPERLINK("x")', '3'],
  ];
  expect(toCsv(rows)).toBe('\ufeffEquipo,Valor\r\n"Envíos, ""norte""",-12.5\r\n"\'=HYPERLINK(""x"")",3\r\n');
});
