import type { Language, LocalText } from '@shouwen/api';

/** The sample department: a maker of household devices with a service centre in three places. */
export const organisation = 'Lumen Home 流明家居';

/** Everybody's password in the sample department. */
export const demoPassword = 'shouwen-demo';
export const administrator = 'admin@lumen.example';

export interface CastUnit {
  key: string;
  name: LocalText;
  head: string;
}
export interface CastTeam {
  key: string;
  unit: string;
  name: LocalText;
  lead: string;
  language: Language;
}
export interface CastPerson {
  key: string;
  name: string;
  language: Language;
  timeZone: string;
  role: string;
  unit: string;
  teams: string[];
  reportsTo: string | null;
}

/** A department that is put on the stage. */
export interface Cast {
  units: readonly CastUnit[];
  teams: readonly CastTeam[];
  people: readonly CastPerson[];
  /** the mail address of a person, by key */
  address(key: string): string;
  /** everybody's password */
  password: string;
  /** tags that every ticket gets */
  marks: readonly string[];
}

export const units: CastUnit[] = [
  {
    key: 'shanghai',
    name: { zh: '上海服务中心', en: 'Shanghai service centre', es: 'Centro de servicio de Shanghái' },
    head: 'chen',
  },
  {
    key: 'dublin',
    name: { zh: '都柏林服务中心', en: 'Dublin service centre', es: 'Centro de servicio de Dublín' },
    head: 'murphy',
  },
  {
    key: 'valencia',
    name: { zh: '瓦伦西亚服务中心', en: 'Valencia service centre', es: 'Centro de servicio de Valencia' },
    head: 'ortega',
  },
];

export const teams: CastTeam[] = [
  {
    key: 'hotline_zh',
    unit: 'shanghai',
    name: { zh: '热线一班', en: 'Hotline, shift one', es: 'Línea directa, turno uno' },
    lead: 'zhou',
    language: 'zh',
  },
  {
    key: 'repair_zh',
    unit: 'shanghai',
    name: { zh: '维修组', en: 'Repairs Shanghai', es: 'Reparaciones Shanghái' },
    lead: 'wu',
    language: 'zh',
  },
  {
    key: 'support_en',
    unit: 'dublin',
    name: { zh: '英文客服组', en: 'Customer support', es: 'Atención en inglés' },
    lead: 'byrne',
    language: 'en',
  },
  {
    key: 'billing',
    unit: 'dublin',
    name: { zh: '账务组', en: 'Billing', es: 'Facturación' },
    lead: 'kelly',
    language: 'en',
  },
  {
    key: 'atencion_es',
    unit: 'valencia',
    name: { zh: '西语客服组', en: 'Customer care in Spanish', es: 'Atención al cliente' },
    lead: 'vidal',
    language: 'es',
  },
];

const shanghai = { language: 'zh', timeZone: 'Asia/Shanghai', unit: 'shanghai' } as const;
const dublin = { language: 'en', timeZone: 'Europe/Dublin', unit: 'dublin' } as const;
const valencia = { language: 'es', timeZone: 'Europe/Madrid', unit: 'valencia' } as const;

/** Log-in: `<key>@lumen.example`. The administrator is made by the set-up. */
export const people: CastPerson[] = [
  { key: 'chen', name: '陈静', ...shanghai, role: 'manager', teams: [], reportsTo: 'admin' },
  { key: 'zhou', name: '周敏', ...shanghai, role: 'team_lead', teams: ['hotline_zh'], reportsTo: 'chen' },
  { key: 'wu', name: '吴强', ...shanghai, role: 'team_lead', teams: ['repair_zh'], reportsTo: 'chen' },
  { key: 'lin', name: '林悦', ...shanghai, role: 'agent', teams: ['hotline_zh'], reportsTo: 'zhou' },
  { key: 'zhao', name: '赵磊', ...shanghai, role: 'agent', teams: ['hotline_zh'], reportsTo: 'zhou' },
  { key: 'sun', name: '孙浩', ...shanghai, role: 'agent', teams: ['repair_zh'], reportsTo: 'wu' },
  { key: 'murphy', name: 'Aoife Murphy', ...dublin, role: 'manager', teams: [], reportsTo: 'admin' },
  {
    key: 'byrne',
    name: 'Conor Byrne',
    ...dublin,
    role: 'team_lead',
    teams: ['support_en'],
    reportsTo: 'murphy',
  },
  {
    key: 'kelly',
    name: 'Niamh Kelly',
    ...dublin,
    role: 'team_lead',
    teams: ['billing'],
    reportsTo: 'murphy',
  },
  { key: 'walsh', name: 'Sean Walsh', ...dublin, role: 'agent', teams: ['support_en'], reportsTo: 'byrne' },
  {
    key: 'doyle',
    name: 'Emma Doyle',
    ...dublin,
    role: 'agent',
    teams: ['support_en', 'billing'],
    reportsTo: 'byrne',
  },
  { key: 'ortega', name: 'Lucía Ortega', ...valencia, role: 'manager', teams: [], reportsTo: 'admin' },
  {
    key: 'vidal',
    name: 'Marc Vidal',
    ...valencia,
    role: 'team_lead',
    teams: ['atencion_es'],
    reportsTo: 'ortega',
  },
  {
    key: 'navarro',
    name: 'Elena Navarro',
    ...valencia,
    role: 'agent',
    teams: ['atencion_es'],
    reportsTo: 'vidal',
  },
  { key: 'gil', name: 'Pablo Gil', ...valencia, role: 'agent', teams: ['atencion_es'], reportsTo: 'vidal' },
];

/** The sample department of `npm run demo`. */
export const lumen: Cast = {
  units,
  teams,
  people,
  address: (key) => `${key}@lumen.example`,
  password: demoPassword,
  marks: [],
};

/** Names that sample customers are put together from. */
export const customerNames: Record<Language, { given: string[]; family: string[]; companies: string[] }> = {
  zh: {
    given: [
      '伟',
      '芳',
      '娜',
      '秀英',
      '敏',
      '静',
      '丽',
      '强',
      '磊',
      '洋',
      '艳',
      '勇',
      '军',
      '杰',
      '娟',
      '涛',
      '明',
      '超',
      '秀兰',
      '霞',
      '平',
      '刚',
      '桂英',
      '建国',
    ],
    family: [
      '王',
      '李',
      '张',
      '刘',
      '陈',
      '杨',
      '黄',
      '赵',
      '吴',
      '周',
      '徐',
      '孙',
      '马',
      '朱',
      '胡',
      '郭',
      '何',
      '高',
      '林',
      '罗',
    ],
    companies: ['东方物业管理有限公司', '明珠酒店', '浦江文化传媒', '华诚贸易公司'],
  },
  en: {
    given: [
      'Olivia',
      'Noah',
      'Amelia',
      'Jack',
      'Isla',
      'Harry',
      'Ava',
      'Leo',
      'Grace',
      'Oscar',
      'Ruby',
      'Finn',
      'Hannah',
      'Adam',
      'Zoe',
      'Daniel',
      'Priya',
      'Tom',
      'Chloe',
      'Samuel',
    ],
    family: [
      'Smith',
      'Jones',
      'Taylor',
      'Brown',
      'Williams',
      'Wilson',
      'Johnson',
      'Davies',
      'Patel',
      'Wright',
      'Walker',
      'White',
      'Edwards',
      'Hughes',
      'Green',
      'Hall',
      'Clarke',
      'Reid',
    ],
    companies: ['Harbour Lettings Ltd', 'Oak & Mill Café', 'Northside Dental', 'Bright Nursery'],
  },
  es: {
    given: [
      'Hugo',
      'Lucía',
      'Martín',
      'Sofía',
      'Mateo',
      'Paula',
      'Leo',
      'Valeria',
      'Daniel',
      'Julia',
      'Alejandro',
      'Carmen',
      'Manuel',
      'Alba',
      'Pablo',
      'Noa',
      'Adrián',
      'Inés',
      'Diego',
      'Vera',
    ],
    family: [
      'García',
      'Martínez',
      'López',
      'Sánchez',
      'González',
      'Gómez',
      'Fernández',
      'Moreno',
      'Jiménez',
      'Pérez',
      'Rodríguez',
      'Ruiz',
      'Díaz',
      'Serrano',
      'Muñoz',
      'Álvarez',
      'Romero',
      'Torres',
    ],
    companies: ['Hostal La Marina', 'Clínica Dental Sur', 'Talleres Benlloch', 'Librería del Puerto'],
  },
};
