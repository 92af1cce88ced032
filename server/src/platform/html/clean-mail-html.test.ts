import { describe, expect, it } from 'vitest';
import { cleanMailHtml, mailSaysMore } from './clean-mail-html.ts';

const file = '019a0000-0000-7000-8000-000000000001';

describe('the HTML of a mail', () => {
  it.each([
    ['<p>Hi<script>alert(1)</script> there</p>', '<p>Hi there</p>'],
    ['<style>p{position:fixed}</style><p onclick="x()">a</p>', '<p>a</p>'],
    ['<p style="position:fixed;top:0;color:red">a</p>', '<p style="color:red">a</p>'],
    ['<p style="background:url(https://evil.example/x)">a</p>', '<p>a</p>'],
    ['<p style="background:\\75rl(https://evil.example/x)">a</p>', '<p>a</p>'],
    ['<p style="margin-left:-900px;padding:4px">a</p>', '<p style="padding:4px">a</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="https://a.example/">x</a>', '<a href="https://a.example/">x</a>'],
    ['<iframe src="https://evil.example"></iframe><form action="/x"><input name="a">b</form>', 'b'],
    ['<svg><style>*{}</style><a href="https://a.example">t</a></svg>a', 'a'],
    ['<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=x">a', 'a'],
    [
      '<table border="1" background="https://evil.example/x"><tr><td colspan="2">a</td></tr></table>',
      '<table border="1"><tr><td colspan="2">a</td></tr></table>',
    ],
  ])('is cleaned: %s', (given, expected) => {
    expect(cleanMailHtml(given)).toBe(expected);
    expect(cleanMailHtml(expected)).toBe(expected);
  });

  it('shows images that came with it, and lets remote ones wait', () => {
    const files = new Map([['logo@x', file]]);
    const cleaned = cleanMailHtml(
      '<img src="cid:logo%40x" alt="Logo" width="20"><img src="https://a.example/b.png" width=9><img src="https://a.example/t.gif" width=1 height=1><img src="/api/v1/session">',
      files,
    );
    expect(cleaned).toBe(
      `<img src="cid:${file}" alt="Logo" width="20" /><img data-remote="https://a.example/b.png" alt width="9" />`.replace(
        'alt width',
        'alt="" width',
      ),
    );
    expect(cleanMailHtml(cleaned, files)).toBe(cleaned);
    expect(cleanMailHtml(`<img src="cid:${file}">`)).toBe('');
  });

  it('marks what is quoted', () => {
    expect(
      cleanMailHtml('<p>Yes</p><div class="gmail_quote">On 1.2.26 A &lt;a@b&gt; wrote:<br>No</div>'),
    ).toContain('<div data-folded="quote">');
  });

  it('ends with any depth', () => {
    const deep = '<div>'.repeat(20_000);
    expect(cleanMailHtml(`${deep}a`).length).toBeLessThan(10_000);
  });

  it('knows when the words alone say the same', () => {
    expect(mailSaysMore('<div dir="ltr">a<br />b</div>')).toBe(false);
    expect(mailSaysMore('<div><b>a</b></div>')).toBe(true);
    expect(mailSaysMore('<span style="color:red">a</span>')).toBe(true);
  });
});
