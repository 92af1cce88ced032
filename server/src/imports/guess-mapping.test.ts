import { describe, expect, it } from 'vitest';
import { checkMapping, guessMapping } from './guess-mapping.ts';

const fields = [
  { key: 'name', headings: ['姓名', 'Full name', 'Nombre'] },
  { key: 'email', headings: ['邮箱', 'E-mail', 'Correo electrónico'] },
  { key: 'phone', headings: ['手机', '电话', 'Telephone', 'Teléfono'] },
  { key: 'second_phone', headings: ['电话', 'Landline', 'Fijo'] },
];

describe('guessing which column is which', () => {
  it('knows headings in three languages, whatever their accents, case and marks', () => {
    expect(guessMapping(['姓名（必填）', '电子邮件', '手机 *'], fields)).toEqual({
      name: '姓名（必填）',
      phone: '手机 *',
    });
    expect(guessMapping(['FULL NAME', 'e mail'], fields)).toEqual({ name: 'FULL NAME', email: 'e mail' });
    expect(guessMapping(['NOMBRE', 'Correo Electronico', 'telefono'], fields)).toEqual({
      name: 'NOMBRE',
      email: 'Correo Electronico',
      phone: 'telefono',
    });
  });

  it('gives a column to one field only, the better heading first', () => {
    expect(guessMapping(['电话', '手机'], fields)).toEqual({ phone: '手机', second_phone: '电话' });
    expect(guessMapping(['电话'], fields)).toEqual({ phone: '电话' });
    expect(guessMapping(['#1', ''], fields)).toEqual({});
  });
});

describe('a given mapping', () => {
  const refused = (mapping: Record<string, string>) => {
    try {
      checkMapping(mapping, ['A', 'B'], fields);
    } catch (error) {
      return (error as { details: { errors: { field: string; code: string }[] } }).details.errors[0];
    }
    return null;
  };
  it('is refused with the field when it names what there is not', () => {
    expect(refused({ name: 'A', email: 'B' })).toBeNull();
    expect(refused({ nombre: 'A' })).toMatchObject({ field: 'mapping.nombre', code: 'unknown_field' });
    expect(refused({ name: 'C' })).toMatchObject({ field: 'mapping.name', code: 'no_such_column' });
    expect(refused({ name: 'A', email: 'A' })).toMatchObject({
      field: 'mapping.email',
      code: 'column_used_twice',
    });
  });
});
