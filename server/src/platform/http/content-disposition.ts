/**
 * The header by which a browser saves an answer under a name of any script: the name itself as RFC 5987 has it, and an
 * ASCII likeness for the programs that know no better.
 */
export function attachmentNamed(name: string): string {
  const whole = name.replace(/\p{Cs}/gu, '_');
  const plain = whole.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(whole).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
