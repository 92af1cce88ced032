import type { ImportField } from '../imports/guess-mapping.ts';

/** What can be imported of a member of staff, with the headings under which people keep it. */
export const staffImportFields = [
  {
    key: 'email',
    headings: [
      '邮箱',
      '电子邮箱',
      '工作邮箱',
      '邮箱地址',
      '电子邮件',
      'E-mail',
      'Mail',
      'Mail address',
      'E-mail address',
      'Work e-mail',
      'Correo',
      'Correo electrónico',
      'Dirección de correo',
    ],
  },
  {
    key: 'reports_to',
    headings: [
      '上级邮箱',
      '直属上级',
      '上级',
      '汇报对象',
      '主管邮箱',
      '主管',
      'Reports to',
      'Manager',
      'Manager e-mail',
      'Supervisor',
      'Leader',
      'Depende de',
      'Responsable',
      'Superior',
      'Jefe',
      'Correo del responsable',
    ],
  },
  {
    key: 'name',
    headings: [
      '姓名',
      '员工姓名',
      '名字',
      'Full name',
      'Employee',
      'Employee name',
      'Nombre',
      'Nombre completo',
      'Nombre y apellidos',
      'Empleado',
    ],
  },
  { key: 'language', headings: ['语言', '语种', '界面语言', 'Preferred language', 'Idioma', 'Lengua'] },
  { key: 'time_zone', headings: ['时区', 'Timezone', 'Zona horaria', 'Huso horario'] },
  { key: 'roles', headings: ['角色', '权限角色', 'Role', 'Rol', 'Roles'] },
  {
    key: 'unit',
    headings: ['部门', '所属部门', '单位', 'Department', 'Division', 'Unidad', 'Departamento', 'Área'],
  },
  {
    key: 'teams',
    headings: ['小组', '班组', '所属小组', '团队', 'Team', 'Group', 'Groups', 'Equipo', 'Equipos', 'Grupo'],
  },
] as const satisfies readonly ImportField[];

export type StaffImportField = (typeof staffImportFields)[number]['key'];
