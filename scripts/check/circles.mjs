import { importsOf } from './imports.mjs';

/**
 * Import circles between files, by what is imported when the code runs: a type is gone by then and closes no circle.
 * One problem per round, the shortest, until every file that lies on one has been named.
 * @param {import('./sources.mjs').Source[]} sources
 * @returns {import('./sources.mjs').Problem[]}
 */
export function checkCircles(sources) {
  const files = new Map(sources.map((source) => [source.path, source]));
  /** @param {string} path */
  const next = (path) => {
    const source = files.get(path);
    if (source === undefined) return [];
    return importsOf(source).filter((each) => each.ours && !each.typeOnly && files.has(each.target));
  };
  /** @type {Set<string>} */
  const told = new Set();
  return [...files.keys()].flatMap((path) => {
    if (told.has(path)) return [];
    const round = shortestRound(path, (from) => next(from).map((each) => each.target));
    if (round === null) return [];
    for (const each of round) told.add(each);
    const line = next(path).find((each) => each.target === round[1])?.line ?? 1;
    return [{ path, line, message: `import circle: ${round.join(' → ')}` }];
  });
}

/**
 * @param {string} start
 * @param {(path: string) => string[]} next
 * @returns {string[] | null} from the start back to the start
 */
function shortestRound(start, next) {
  /** @type {Map<string, string>} */
  const cameFrom = new Map();
  let edge = [start];
  while (edge.length > 0) {
    /** @type {string[]} */
    const further = [];
    for (const path of edge) {
      for (const target of next(path)) {
        if (target === start) return [...wayTo(path, start, cameFrom), start];
        if (cameFrom.has(target)) continue;
        cameFrom.set(target, path);
        further.push(target);
      }
    }
    edge = further;
  }
  return null;
}

/** @param {string} path @param {string} start @param {Map<string, string>} cameFrom @returns {string[]} */
function wayTo(path, start, cameFrom) {
  const way = [path];
  for (let at = path; at !== start; ) {
    at = cameFrom.get(at) ?? start;
    way.unshift(at);
  }
  return way;
}
