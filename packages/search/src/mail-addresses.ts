/** From where to where, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

const sign = /[@＠]/g;
const local = /[a-z0-9._%+\-Ａ-Ｚａ-ｚ０-９．＿＋－]/i;
const domain = /[a-z0-9.\-Ａ-Ｚａ-ｚ０-９．－]/i;
const alphanumeric = /[a-z0-9Ａ-Ｚａ-ｚ０-９]/i;
const longestLocal = 64;
const longestDomain = 253;

/** The mail addresses in a text, in their order: something before an @, and a domain with a dot after it. */
export function* mailAddressesIn(text: string): Generator<Span, void> {
  let from = 0;
  for (const { index: at } of text.matchAll(sign)) {
    let start = at;
    while (start > from && at - start < longestLocal && local.test(text[start - 1] ?? '')) start--;
    while (start < at && !alphanumeric.test(text[start] ?? '')) start++;
    let end = at + 1;
    while (end < text.length && end - at < longestDomain && domain.test(text[end] ?? '')) end++;
    while (end > at + 1 && !alphanumeric.test(text[end - 1] ?? '')) end--;
    if (start === at || !/.[.．]./.test(text.slice(at + 1, end))) continue;
    yield { start, end };
    from = end;
  }
}
