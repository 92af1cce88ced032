// Changes of tickets that no use case makes: whatever somebody does with SQL.

const copyWith = (changes: string) =>
  `insert into ticket select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), ${changes}))).*`;

export const byHand = {
  /** what counters tell apart, of every ticket */
  alter: `update ticket set confidential = not confidential, type_key = 'other'`,
  close: `update ticket set status_category = 'closed'`,
  /** what they do not */
  rename: `update ticket set subject = 'Another', version = version + 1`,
  /** every ticket once more, with a number above 1000 */
  copy: `${copyWith(`'number', t.number + 1000`)} from ticket t`,
  /** takes the copies away again */
  remove: 'delete from ticket where number > 1000',
  /** 1005 copies of the first ticket, with a tag of their own and numbers that are thousands */
  multiply: `${copyWith(`'number', n * 1000, 'tags', array['many'], 'merged_into_id', null`)}
    from ticket t, generate_series(1, 1005) n where t.number = 1`,
};
