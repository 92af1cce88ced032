export { type Chain, type Clause, clauseOf, isOrdered, tagClause, tsquery } from './clause.ts';
export { type DocumentWriter, foldTag, tagLexeme, writeDocument } from './document.ts';
export { foldWord } from './fold.ts';
export { type Mark, type Marked, marksIn, snippetOf } from './highlight.ts';
export { limits, quoted, severalParts, spaces, wordOf } from './lexemes.ts';
export { type Query, type QueryOptions, readQuery } from './query.ts';
export { type Key, type Term, termsOf } from './terms.ts';
