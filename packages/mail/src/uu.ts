/** Takes the files out of text that stand in it between `begin` and `end`, line by line. What never ends stays text. */
export function takeUuFiles(text: string): { rest: string; files: { name: string; content: Buffer }[] } {
  const rest: string[] = [];
  const files: { name: string; content: Buffer }[] = [];
  let open: { name: string; lines: string[] } | null = null;
  const giveBack = () => {
    for (const line of open?.lines ?? []) rest.push(line);
    open = null;
  };
  for (const line of text.split('\n')) {
    const bare = line.replace(/\r$/, '');
    const begin = /^begin [0-7]{3,4} (.{1,200})$/.exec(bare);
    if (begin) {
      giveBack();
      open = { name: (begin[1] ?? '').trim(), lines: [line] };
    } else if (!open) rest.push(line);
    else if (bare.trimEnd() === 'end') {
      files.push({ name: open.name, content: Buffer.concat(open.lines.slice(1).map(decodeLine)) });
      open = null;
    } else if (/^[ -`]{0,90}$/.test(bare)) open.lines.push(line);
    else {
      open.lines.push(line);
      giveBack();
    }
  }
  giveBack();
  return { rest: rest.join('\n'), files };
}

function decodeLine(line: string): Buffer {
  const six = (at: number) => (line.charCodeAt(at) - 32) & 0x3f;
  const length = line.trim() === '' ? 0 : six(0);
  const bytes: number[] = [];
  for (let at = 1; at < line.length && bytes.length < length; at += 4) {
    const bits = (six(at) << 18) | (six(at + 1) << 12) | (six(at + 2) << 6) | six(at + 3);
    bytes.push((bits >> 16) & 0xff, (bits >> 8) & 0xff, bits & 0xff);
  }
  return Buffer.from(bytes.slice(0, length));
}
