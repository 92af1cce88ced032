/**
 * Prints what was found, one line each, and sets the exit code.
 * @param {import('./sources.mjs').Problem[]} problems
 * @param {string} fine the sentence for when there is nothing
 */
export function printProblems(problems, fine) {
  const inOrder = [...problems].sort((a, b) =>
    a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1,
  );
  for (const { path, line, message } of inOrder) console.log(`${path}:${line}  ${message}`);
  if (problems.length === 0) console.log(fine);
  else process.exitCode = 1;
}
