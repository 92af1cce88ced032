const newline = 0x0a;
const from = Buffer.from('From ');

/**
 * The mails of an mbox file (RFC 4155), as they were before they were put there: a line that begins with `From ` parts
 * them where an empty line, or nothing, stands before it; a `>` that was put before such lines of a text is taken away.
 */
export async function* splitMbox(
  chunks: AsyncIterable<Buffer | string>,
): AsyncGenerator<{ raw: Buffer; read: number }> {
  let lines: Buffer[] | null = null;
  let blankBefore = true;
  let read = 0;
  for await (const line of linesOf(chunks)) {
    if (blankBefore && line.subarray(0, from.length).equals(from)) {
      if (lines) yield { raw: joined(lines), read };
      lines = [];
    } else lines?.push(unquoted(line));
    read += line.length;
    blankBefore = line.length <= 2 && (line[0] === newline || line[1] === newline);
  }
  if (lines) yield { raw: joined(lines), read };
}

/** The empty line before the next mail belongs to the file, not to the mail. */
function joined(lines: Buffer[]): Buffer {
  const last = lines.at(-1);
  const blank = last !== undefined && last.length <= 2 && last.at(-1) === newline;
  return Buffer.concat(blank ? lines.slice(0, -1) : lines);
}

function unquoted(line: Buffer): Buffer {
  let quotes = 0;
  while (line[quotes] === 0x3e) quotes += 1;
  const quoted = quotes > 0 && line.subarray(quotes, quotes + from.length).equals(from);
  return quoted ? line.subarray(1) : line;
}

async function* linesOf(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const given of chunks) {
    const chunk = typeof given === 'string' ? Buffer.from(given) : given;
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const line = chunk.subarray(start, end + 1);
      yield rest.length === 0 ? line : Buffer.concat([...rest, line]);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
