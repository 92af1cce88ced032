/** The oldest Node that Shouwen runs on; package.json names the same one for npm. */
const oldest = { major: 20, minor: 19 };

/**
 * The sentence to print when this Node is too old, or null when it will do. Kept free of newer syntax, so that an
 * old Node can read it.
 * @param {string} version as in `process.versions.node`
 * @returns {string | null}
 */
export function nodeTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > oldest.major || (major === oldest.major && minor >= oldest.minor);
  if (enough) return null;
  return `Shouwen needs Node ${oldest.major}.${oldest.minor} or newer; this is Node ${version}. Get one from https://nodejs.org.`;
}

/** Ends the process with one sentence when this Node is too old. */
export function requireNode() {
  const sentence = nodeTooOld(process.versions.node);
  if (sentence === null) return;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
