/**
 * The line of a key in the text of a JSON file, or of the deepest part of it that is there.
 * @param {string} json as written with one key a line
 * @param {string} key with dots
 * @returns {number} 1-based
 */
export function lineOfKey(json, key) {
  const lines = json.split('\n');
  let at = 0;
  for (const part of key.split('.')) {
    const found = lines.findIndex(
      (line, index) => index >= at && line.trimStart().startsWith(`${JSON.stringify(part)}:`),
    );
    if (found === -1) break;
    at = found;
  }
  return at + 1;
}
