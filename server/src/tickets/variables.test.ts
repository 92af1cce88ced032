import { describe, expect, it } from 'vitest';
import { similarity } from './similarity.ts';
import { inLanguage, unknownVariables, variablesIn, withVariables } from './variables.ts';

describe('variables in texts', () => {
  it('are filled in, with or without spaces; what is none stays for the writer to see', () => {
    const text = 'Dear {{ customer.name }}, no. {{ticket.number}}: {{customer.nmae}} {not} {{}}';
    expect(withVariables(text, { 'customer.name': 'Li $1 Wei', 'ticket.number': '7' })).toBe(
      'Dear Li $1 Wei, no. 7: {{customer.nmae}} {not} {{}}',
    );
    expect(variablesIn(text)).toEqual(['customer.name', 'ticket.number']);
  });

  it('that do not exist are found in every language', () => {
    expect(unknownVariables({ zh: '{{客户}}', en: '{{agent.name}}', es: '{{ cliente }}' })).toEqual([
      '客户',
      'cliente',
    ]);
    expect(unknownVariables('{{customer.name}}')).toEqual([]);
    expect(unknownVariables('{{constructor}}')).toEqual(['constructor']);
  });

  it('stand in the language that there is', () => {
    expect(inLanguage({ zh: '好', en: 'Good' }, 'zh')).toBe('好');
    expect(inLanguage({ zh: '好', en: 'Good' }, 'es')).toBe('Good');
    expect(inLanguage({ es: 'Bueno' }, 'zh')).toBe('Bueno');
    expect(inLanguage('One for all', 'zh')).toBe('One for all');
  });
});

describe('similarity of subjects', () => {
  it('does not mind order, case, accents and marks', () => {
    expect(similarity('Router sin conexión', 'CONEXION, router: sin')).toBe(1);
    expect(similarity('路由器指示灯不亮', '路由器的灯不亮了')).toBeGreaterThan(0.4);
    expect(similarity('Router without light', 'Invoice of March')).toBeLessThan(0.2);
    expect(similarity('', 'Router')).toBe(0);
  });
});
