export {
  allOf,
  always,
  anyOf,
  type Condition,
  isAlways,
  isNever,
  type Leaf,
  leavesOf,
  type Moment,
  namesOf,
  never,
  not,
  type Operation,
  type RelativeMoment,
  simplify,
  type Value,
} from './condition.ts';
export { ConditionError, formatPath, type Path } from './error.ts';
export { evaluate, predicate } from './evaluate.ts';
export {
  type AnyField,
  type Field,
  type FieldFamily,
  type FieldSet,
  type FieldType,
  fieldNames,
  findField,
  isMany,
  type ManyField,
  type ManySql,
  type ManyType,
  type ScalarField,
  type ScalarType,
  type ScalarValue,
} from './fields.ts';
export type { Clock } from './moments.ts';
export { type Operator, operationOf, operatorsOf } from './operators.ts';
export { limits, parseCondition } from './parse.ts';
export { type Sql, type SqlOptions, toSql } from './to-sql.ts';
