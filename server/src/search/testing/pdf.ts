/** A PDF with these lines on one page, as small as they come. */
export function pdfOf(...lines: string[]): Buffer {
  const drawn = lines.map((line, index) => shown(index, `(${line.replace(/[()\\]/g, '\\$&')})`));
  return pdf(drawn, ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>']);
}

/** One in Chinese that names a font without carrying it, as many tax offices and banks make them. */
export function chinesePdf(text: string): Buffer {
  const codes = [...text].map((character) => character.charCodeAt(0).toString(16).padStart(4, '0')).join('');
  return pdf(
    [shown(0, `<${codes}>`)],
    [
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R /DW 1000 >>',
      '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ],
  );
}

const shown = (line: number, text: string) => `BT /F1 12 Tf 50 ${700 - 20 * line} Td ${text} Tj ET`;

function pdf(drawn: string[], fonts: string[]): Buffer {
  const content = drawn.join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...fonts,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) text += `${String(offset).padStart(10, '0')} 00000 n \n`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
