import type { Language } from '@shouwen/api';
import type { ImportField } from '../imports/guess-mapping.ts';
import { foldName } from './normalise.ts';

/** What can be imported of a customer, with the headings under which people keep it. */
export const customerImportFields = [
  {
    key: 'name',
    headings: [
      '姓名',
      '客户姓名',
      '客户名称',
      '联系人',
      '联系人姓名',
      '名称',
      'Full name',
      'Customer',
      'Customer name',
      'Contact',
      'Contact name',
      'Nombre completo',
      'Nombre y apellidos',
      'Cliente',
      'Nombre del cliente',
      'Contacto',
      'Nombre',
    ],
  },
  { key: 'given_name', headings: ['名', 'First name', 'Given name', 'Forename', 'Nombre de pila'] },
  {
    key: 'family_name',
    headings: ['姓', 'Last name', 'Surname', 'Family name', 'Apellidos', 'Apellido', 'Primer apellido'],
  },
  { key: 'kind', headings: ['客户类型', '类型', '类别', 'Type', 'Customer type', 'Tipo', 'Tipo de cliente'] },
  {
    key: 'email',
    headings: [
      '邮箱',
      '电子邮箱',
      '电子邮件',
      '邮件',
      '邮箱地址',
      'E-mail',
      'Mail',
      'E-mail address',
      'Mail address',
      'Correo',
      'Correo electrónico',
      'Dirección de correo',
    ],
  },
  {
    key: 'second_email',
    headings: ['备用邮箱', '邮箱2', 'E-mail 2', 'Second e-mail', 'Other e-mail', 'Correo 2', 'Otro correo'],
  },
  {
    key: 'phone',
    headings: [
      '手机',
      '手机号',
      '手机号码',
      '移动电话',
      '电话',
      '电话号码',
      '联系电话',
      '联系方式',
      'Mobile',
      'Mobile phone',
      'Cell phone',
      'Phone',
      'Phone number',
      'Telephone',
      'Tel',
      'Móvil',
      'Teléfono móvil',
      'Celular',
      'Teléfono',
    ],
  },
  {
    key: 'second_phone',
    headings: [
      '电话',
      '固定电话',
      '座机',
      '办公电话',
      '备用电话',
      '电话2',
      'Phone',
      'Landline',
      'Office phone',
      'Work phone',
      'Phone 2',
      'Other phone',
      'Teléfono',
      'Teléfono fijo',
      'Fijo',
      'Teléfono 2',
      'Otro teléfono',
      '手机',
      '手机号',
      'Mobile',
      'Mobile phone',
      'Cell phone',
      'Móvil',
      'Teléfono móvil',
      'Celular',
    ],
  },
  {
    key: 'organisation',
    headings: [
      '单位',
      '公司',
      '公司名称',
      '单位名称',
      '所属单位',
      '所属公司',
      '企业',
      'Organization',
      'Company',
      'Company name',
      'Empresa',
      'Organización',
      'Compañía',
    ],
  },
  { key: 'role', headings: ['职务', '职位', '岗位', 'Job title', 'Position', 'Title', 'Cargo', 'Puesto'] },
  { key: 'language', headings: ['语言', '语种', '首选语言', 'Preferred language', 'Idioma', 'Lengua'] },
  { key: 'time_zone', headings: ['时区', 'Timezone', 'Zona horaria', 'Huso horario'] },
  {
    key: 'external_ref',
    headings: [
      '客户编号',
      '客户号',
      '会员号',
      '外部编号',
      '编号',
      'Customer number',
      'Customer no',
      'Customer ID',
      'Reference',
      'External reference',
      'External ID',
      'Número de cliente',
      'N.º de cliente',
      'Código de cliente',
      'Código',
      'Referencia',
      'ID',
    ],
  },
  {
    key: 'notes',
    headings: [
      '备注',
      '说明',
      'Note',
      'Comment',
      'Comments',
      'Remarks',
      'Notas',
      'Nota',
      'Observaciones',
      'Comentarios',
    ],
  },
] as const satisfies readonly ImportField[];

export type CustomerImportField = (typeof customerImportFields)[number]['key'];

const languageNames: Record<Language, readonly string[]> = {
  zh: ['zh', 'zh-cn', 'zh-hans', 'zh-tw', 'chinese', 'chino', '中文', '汉语', '简体中文', '普通话'],
  en: ['en', 'en-us', 'en-gb', 'english', 'ingles', '英语', '英文'],
  es: ['es', 'es-es', 'es-mx', 'spanish', 'espanol', 'castellano', '西班牙语', '西班牙文'],
};

/** The language that a cell names in any of the three; null for another. */
export function languageNamed(text: string): Language | null {
  const name = foldName(text).replaceAll('_', '-');
  return (Object.keys(languageNames) as Language[]).find((key) => languageNames[key].includes(name)) ?? null;
}

const kindNames = {
  person: [
    'person',
    'individual',
    'private',
    'persona',
    'particular',
    'persona fisica',
    '个人',
    '个人客户',
    '自然人',
  ],
  organisation: [
    'organisation',
    'organization',
    'company',
    'business',
    'organizacion',
    'empresa',
    'compania',
    'persona juridica',
    '单位',
    '公司',
    '企业',
    '机构',
    '单位客户',
    '企业客户',
    '法人',
  ],
};

/** The kind of customer that a cell names; null for neither. */
export function kindNamed(text: string): 'person' | 'organisation' | null {
  const name = foldName(text);
  if (kindNames.person.includes(name)) return 'person';
  return kindNames.organisation.includes(name) ? 'organisation' : null;
}
