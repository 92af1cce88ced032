interface Element {
  tag: number;
  constructed: boolean;
  /** of the content */
  start: number;
  end: number;
  /** where the next element begins */
  next: number;
}

const signedData = Buffer.from('2a864886f70d010702', 'hex'); // 1.2.840.113549.1.7.2
const deepest = 12;

/**
 * The mail inside an S/MIME message whose signature stands around it and not beside it (RFC 8551, 3.5.2); null when there
 * is none. The signature itself is not looked at: nobody is told that it holds.
 */
export function signedContent(der: Buffer): Buffer | null {
  try {
    const info = childrenOf(der, elementAt(der, 0, 0));
    const kind = info[0];
    if (!kind || !der.subarray(kind.start, kind.end).equals(signedData)) return null;
    const [data] = info[1] ? childrenOf(der, info[1]) : [];
    const inside = data ? childrenOf(der, data)[2] : undefined; // version, algorithms, content
    const wrapped = inside ? childrenOf(der, inside)[1] : undefined;
    const [octets] = wrapped ? childrenOf(der, wrapped) : [];
    return octets ? Buffer.concat(piecesOf(der, octets, 0)) : null;
  } catch {
    return null; // broken: it stays an attachment
  }
}

/** The element that begins at a place (X.690). Throws when it reaches beyond what there is. */
function elementAt(der: Buffer, at: number, depth: number): Element {
  if (depth > deepest) throw new RangeError('too deep');
  const first = byteAt(der, at);
  const length = byteAt(der, at + 1);
  const constructed = (first & 0x20) !== 0;
  let start = at + 2;
  let size = length;
  if (length === 0x80) {
    // no length: it lasts until two zeros
    let next = start;
    while (byteAt(der, next) !== 0 || byteAt(der, next + 1) !== 0)
      next = elementAt(der, next, depth + 1).next;
    return { tag: first, constructed, start, end: next, next: next + 2 };
  }
  if (length > 0x80) {
    const bytes = length & 0x7f;
    if (bytes > 4) throw new RangeError('too long');
    size = der.readUIntBE(start, bytes);
    start += bytes;
  }
  if (start + size > der.length) throw new RangeError('beyond the end');
  return { tag: first, constructed, start, end: start + size, next: start + size };
}

function byteAt(der: Buffer, at: number): number {
  const byte = der[at];
  if (byte === undefined) throw new RangeError('beyond the end');
  return byte;
}

function childrenOf(der: Buffer, element: Element): Element[] {
  const children: Element[] = [];
  for (let at = element.start; at < element.end; ) {
    const child = elementAt(der, at, 1);
    children.push(child);
    at = child.next;
  }
  return children;
}

/** A string of octets may be given in pieces. */
function piecesOf(der: Buffer, element: Element, depth: number): Buffer[] {
  if (!element.constructed) return [der.subarray(element.start, element.end)];
  if (depth > deepest) return [];
  return childrenOf(der, element).flatMap((child) => piecesOf(der, child, depth + 1));
}
