/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const odd = [
  '\r\n\r\n',
  '\0',
  '=?utf-8?B?',
  '=?gb2312?Q?=CE?=',
  'Content-Type: multipart/mixed; boundary="=_b1"\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  'charset=shift_jis',
  '--=_b1\r\n',
  '--=_b1--\r\n',
  '<div><blockquote type="cite">',
  '</div></div>',
  '\u001b$B',
  "; filename*0*=gbk''%CE",
  '\ufeff',
];

/** A mail of the corpus with a few things done to its bytes. */
export function mutated(corpus: readonly Buffer[], random: () => number): Buffer {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  let raw: Buffer = Buffer.from(pick(corpus));
  const times = 1 + Math.floor(random() * 6);
  for (let time = 0; time < times; time++) {
    const at = Math.floor(random() * (raw.length + 1));
    const length = Math.floor(random() ** 3 * 400);
    const [before, after] = [raw.subarray(0, at), raw.subarray(at)];
    const kind = Math.floor(random() * 8);
    if (kind === 0 && raw.length > 0) raw[Math.min(at, raw.length - 1)] = Math.floor(random() * 256);
    else if (kind === 1) raw = Buffer.concat([before, raw.subarray(at + length)]);
    else if (kind === 2) raw = Buffer.concat([before, raw.subarray(at, at + length), after]);
    else if (kind === 3) raw = Buffer.concat([before, Buffer.from(pick(odd)), after]);
    else if (kind === 4) raw = Buffer.from(before);
    else if (kind === 5) raw = spliced(before, pick(corpus), random);
    else if (kind === 6) {
      const noise = Buffer.from(Array.from({ length: length % 60 }, () => Math.floor(random() * 256)));
      raw = Buffer.concat([before, noise, after]);
    } else raw = Buffer.from(raw.toString('latin1').replace(/\r\n/g, pick(['\n', '\r', '\r\n'])), 'latin1');
  }
  return raw;
}

function spliced(before: Buffer, other: Buffer, random: () => number): Buffer {
  return Buffer.concat([before, other.subarray(Math.floor(random() * (other.length + 1)))]);
}
