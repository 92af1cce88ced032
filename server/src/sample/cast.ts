import { randomBytes } from 'node:crypto';
import type { Language } from '@shouwen/api';
import type { Cast, CastPerson } from '../demo/cast.ts';

/** How everything made up is told from what is real, wherever its name stands. */
export const mark: Record<Language, (name: string) => string> = {
  zh: (name) => `${name}（示例）`,
  en: (name) => `${name} (sample)`,
  es: (name) => `${name} (muestra)`,
};
export const tag: Record<Language, string> = { zh: '示例', en: 'sample', es: 'muestra' };

const names: Record<Language, [lead: string, agent: string, other: string]> = {
  zh: ['周敏', '林悦', '赵磊'],
  en: ['Conor Byrne', 'Sean Walsh', 'Emma Doyle'],
  es: ['Marc Vidal', 'Elena Navarro', 'Pablo Gil'],
};

/** Who asks for something in the sample data: a name and the end of a number that nobody has. */
export const customers: Record<Language, string[]> = {
  zh: ['王芳', '李建国', '陈秀英', '刘洋', '何静', '罗明', '明珠酒店', '徐娟'],
  en: [
    'Olivia Patel',
    'Jack Wilson',
    'Amelia Clarke',
    'Harry Reid',
    'Zoe Hughes',
    'Finn Walker',
    'Oak & Mill Café',
    'Priya Taylor',
  ],
  es: [
    'Lucía Romero',
    'Hugo Serrano',
    'Carmen Ruiz',
    'Diego Torres',
    'Inés Álvarez',
    'Mateo Gómez',
    'Hostal La Marina',
    'Vera Muñoz',
  ],
};

/**
 * A department of one team and three people in the administrator's language. Nobody knows their password, and their
 * mail addresses lead nowhere (RFC 2606), so that they neither log in nor are written to. `once` tells this department
 * from an earlier one of which somebody stayed.
 */
export function sampleCast(language: Language, timeZone: string, once: string): Cast {
  const [lead, agent, other] = names[language];
  const person = (key: string, name: string, role: string): CastPerson => ({
    key,
    name: mark[language](name),
    language,
    timeZone,
    role,
    unit: 'sample',
    teams: ['sample'],
    reportsTo: null,
  });
  return {
    units: [
      {
        key: 'sample',
        name: { zh: '示例部门', en: 'Sample department', es: 'Departamento de muestra' },
        head: 'lead',
      },
    ],
    teams: [
      {
        key: 'sample',
        unit: 'sample',
        name: { zh: '示例团队', en: 'Sample team', es: 'Equipo de muestra' },
        lead: 'lead',
        language,
      },
    ],
    people: [
      person('lead', lead, 'team_lead'),
      person('agent', agent, 'agent'),
      person('other', other, 'agent'),
    ],
    address: (key) => `${key}.${once}@sample.invalid`,
    password: randomBytes(24).toString('base64url'),
    marks: [tag[language]],
  };
}
