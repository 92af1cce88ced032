import type { Condition, Leaf, Operation } from './condition.ts';
import { ConditionError, didYouMean, type Path } from './error.ts';
import { type AnyField, type FieldSet, findField } from './fields.ts';
import { type Operator, operators, testOf } from './operators.ts';

/** How much a condition from outside may hold; what people write is far below. */
export const limits = { depth: 20, leaves: 500, listLength: 5_000, textLength: 10_000 } as const;

/** Only the shape of relative moments is checked here, so any moment of asking will do. */
const anyClock = { now: new Date(0) };

/**
 * Reads a condition from outside (JSON, YAML): every field, operator and value is checked against the fields of the
 * kind of record. A plain list means `all`; `yes` and `no` stand for booleans. Gives a condition that holds nothing
 * but what was understood. Throws ConditionError, which names the place, what is wrong and what was probably meant.
 */
export function parseCondition(input: unknown, fields: FieldSet<never>): Condition {
  const state = { fields, leaves: 0 };
  return parseNode(input, [], state);
}

interface State {
  readonly fields: FieldSet<never>;
  leaves: number;
}

function parseNode(input: unknown, path: Path, state: State): Condition {
  // Two steps of the path (`all`, `0`) to one level of the tree, at most.
  if (path.length > 2 * limits.depth) {
    throw new ConditionError(path, `a condition may be ${limits.depth} levels deep, no more`);
  }
  if (Array.isArray(input)) return { all: parseList(input, path, state) };
  if (!isMap(input)) {
    throw new ConditionError(
      path,
      'this is not a condition',
      'write a map, such as { field: status, is: open }',
    );
  }
  const keys = Object.keys(input);
  if (keys.includes('field')) return parseLeaf(input, keys, path, state);
  const tree = keys.find((key) => key === 'all' || key === 'any' || key === 'not');
  const other = keys.find((key) => key !== tree);
  if (tree === undefined) {
    const hint = other === undefined ? undefined : didYouMean(other, ['all', 'any', 'not', 'field']);
    throw new ConditionError(path, 'a condition has one of all, any, not or field', hint);
  }
  if (other !== undefined) {
    throw new ConditionError(
      path,
      `"${other}" cannot stand beside "${tree}"`,
      'put both into a list: a list means all',
    );
  }
  const inside = [...path, tree];
  if (tree === 'not') return { not: parseNode(input.not, inside, state) };
  const list = input[tree];
  if (!Array.isArray(list)) throw new ConditionError(inside, `"${tree}" wants a list of conditions`);
  return tree === 'all' ? { all: parseList(list, inside, state) } : { any: parseList(list, inside, state) };
}

function parseList(list: readonly unknown[], path: Path, state: State): Condition[] {
  // Also empty trees cost something, so that not only leaves are counted.
  if (list.length > limits.leaves) throw tooMany(path);
  return list.map((one, index) => parseNode(one, [...path, index], state));
}

function parseLeaf(
  input: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  path: Path,
  state: State,
): Leaf {
  state.leaves += 1;
  if (state.leaves > limits.leaves) throw tooMany(path);
  const name = input.field;
  if (typeof name !== 'string') throw new ConditionError([...path, 'field'], 'a field is named by a text');
  const field = findField(state.fields, name, [...path, 'field']);
  const [key, second] = keys.filter((one) => one !== 'field');
  if (key === undefined) {
    throw new ConditionError(path, `what is asked of "${name}" is missing`, 'such as is, in, set');
  }
  if (!isOperator(key)) {
    throw new ConditionError(path, `there is no operator "${key}"`, didYouMean(key, operators));
  }
  if (second !== undefined) {
    throw new ConditionError(
      path,
      `"${key}" and "${second}" stand in one leaf`,
      'write two leaves in a list: a list means all',
    );
  }
  checkSize(input[key], [...path, key]);
  const operand = plain(field, key, input[key]);
  testOf(name, field, key, operand, { clock: anyClock, path, strict: true });
  // testOf has refused every operand that this operator does not take.
  return { field: name, [key]: operand } as { field: string } & Operation;
}

function isOperator(key: string): key is Operator {
  return (operators as readonly string[]).includes(key);
}

/** YAML 1.2 and web forms give `yes` and `no` as texts. */
function plain(field: AnyField, operator: Operator, operand: unknown): unknown {
  if (operator !== 'set' && field.type !== 'boolean') return operand;
  return Array.isArray(operand) ? operand.map(yesOrNo) : yesOrNo(operand);
}

function yesOrNo(value: unknown): unknown {
  return value === 'yes' ? true : value === 'no' ? false : value;
}

function checkSize(operand: unknown, path: Path): void {
  if (Array.isArray(operand)) {
    if (operand.length > limits.listLength) {
      throw new ConditionError(path, `a list may have ${limits.listLength} values, no more`);
    }
    operand.forEach((value, index) => {
      checkSize(value, [...path, index]);
    });
  } else if (typeof operand === 'string' && operand.length > limits.textLength) {
    throw new ConditionError(path, `a text may have ${limits.textLength} characters, no more`);
  }
}

function tooMany(path: Path): ConditionError {
  return new ConditionError(path, `a condition may have ${limits.leaves} leaves, no more`);
}

function isMap(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
