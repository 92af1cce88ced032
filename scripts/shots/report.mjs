import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One picture and what is wrong on it.
 * @typedef {object} Shot
 * @property {string} page
 * @property {string} language
 * @property {string} theme
 * @property {string} size
 * @property {string} file
 * @property {string[]} problems
 */

/** What was found on all the pictures. */
export class Report {
  /** @type {Shot[]} */
  #shots = [];
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
  }

  get shots() {
    return this.#shots.length;
  }

  /** @param {Shot} shot */
  add(shot) {
    this.#shots.push(shot);
  }

  /** Writes a page that shows every picture, those with a problem first. */
  write() {
    const byProblems = [...this.#shots].sort((a, b) => b.problems.length - a.problems.length);
    const figures = byProblems.map(
      ({ file, problems }) =>
        `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${escaped(file)}${problems
          .map((problem) => `<br><b>${escaped(problem)}</b>`)
          .join('')}</figcaption></figure>`,
    );
    const style =
      'body{display:flex;flex-wrap:wrap;gap:16px;font:12px sans-serif;background:#ddd}figure{margin:0;width:420px}img{width:100%}';
    const text = `<!doctype html><meta charset="utf-8"><title>Shots</title><style>${style}</style>${figures.join('\n')}`;
    writeFileSync(join(this.folder, 'index.html'), text);
  }

  /**
   * Prints each problem once, with where it was seen.
   * @returns {number} how many there are
   */
  print() {
    /** @type {Map<string, string[]>} */
    const seen = new Map();
    for (const { page, language, theme, size, problems } of this.#shots)
      for (const problem of problems) {
        const key = `${page}: ${problem}`;
        seen.set(key, [...(seen.get(key) ?? []), `${language} ${theme} ${size}`]);
      }
    for (const [problem, places] of [...seen].sort(([a], [b]) => a.localeCompare(b)))
      process.stdout.write(
        `${problem}\n    ${places.slice(0, 4).join(' · ')}${places.length > 4 ? ` · ${places.length} in all` : ''}\n`,
      );
    process.stdout.write(`${seen.size} problems on ${this.#shots.length} pictures\n`);
    return seen.size;
  }
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
