import { describe, expect, it } from 'vitest';
import { tsquery } from './clause.ts';
import { readQuery } from './query.ts';

const statuses = ['open', '处理中', 'en espera'];
const read = (typed: string) => readQuery(typed, { isStatus: (name) => statuses.includes(name) });
const asked = (typed: string) => read(typed).clauses.map((clause) => tsquery(clause, false));

describe('the query language', () => {
  it.each([
    ['refund', ["'refund'"]],
    ['票', ["'票':*"]],
    ['网络断了', ["('网络' <1> '络断' <1> '断了')"]],
    ['"退款 申请"', ["('退款' <2> '申请')"]],
    ['-refund', ["!'refund'"]],
    ['－退款', ["!'退款'"]],
    ['from:王小明', ["('f:王小' <1> 'f:小明')"]],
    ['来自：maria@shop.example', ["'f:maria@shop.example'"]],
    ['de:"Ana Gil"', ["('f:ana' <1> 'f:gil')"]],
    ['FROM:ana', ["'f:ana'"]],
    ['tag:VIP', ["'t:vip'"]],
    ['-etiqueta:"Gran cliente"', ["!'t:gran cliente'"]],
    ['标签：大客户', ["'t:大客户'"]],
    ["tag:o'neil", ["'t:oneil'"]],
    ['subject:refund', ["'s:refund'"]],
    ['退款，发票', ["'退款'", "'发票'"]],
    ['a,b', ["('a' <1> 'b')"]],
  ])('%s', (typed, expected) => {
    expect(asked(typed)).toEqual(expected);
  });

  it('reads statuses, dates and numbers', () => {
    expect(read('status:open 状态：处理中 -estado:"en espera"')).toMatchObject({
      clauses: [],
      statuses: ['open', '处理中'],
      notStatuses: ['en espera'],
    });
    expect(read('after:2026-03 before:2026/4/5')).toMatchObject({
      after: '2026-03-01',
      before: '2026-04-05',
    });
    expect(read('之前：2026年3月2日')).toMatchObject({ before: '2026-03-02' });
    expect(read('-before:2026-03-02')).toMatchObject({ before: null, after: '2026-03-02' });
    expect(read('before:2026-05-01 before:2026-04-01')).toMatchObject({ before: '2026-04-01' });
    expect(read('#12 ＃13 -#14')).toMatchObject({ numbers: [12, 13], notNumbers: [14], clauses: [] });
  });

  it.each([
    'status:nonsense',
    'before:tomorrow',
    'before:2026-02-30',
    'http://shop.example',
    'constructor:x',
    '__proto__:x',
    'C++',
    '#12abc',
    '"never closed',
    'a"b"c',
    '\ud800网络\udc00',
    'x\u0000y',
  ])('takes %s as words', (typed) => {
    const { clauses, hopeless } = read(typed);
    expect(clauses.length).toBeGreaterThan(0);
    expect(hopeless).toBe(false);
  });

  it.each(['', '  ', '-', '"', '""', 'from:', 'tag:""', '# -'])('asks for nothing with «%s»', (typed) => {
    expect(read(typed)).toMatchObject({ clauses: [], hopeless: false });
  });

  it.each(['???', '。。。？', '-!!', '"…"', 'from:???'])('finds nothing with «%s»', (typed) => {
    expect(read(typed)).toMatchObject({ clauses: [], hopeless: typed !== '。。。？' });
  });

  it('looks for the first part only of what is endless', () => {
    expect(read('word '.repeat(5_000)).clauses).toHaveLength(16);
    expect(read('网'.repeat(5_000)).clauses).toHaveLength(1);
    expect(read('("\'\\|&!<->:*'.repeat(100)).clauses).toEqual([]);
  });
});
