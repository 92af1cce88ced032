import { describe, expect, it } from 'vitest';
import { cleanHtml, imagesIn, mentionsIn, saysMore } from './clean-html.ts';
import { textOfHtml } from './text-of-html.ts';

const file = '019a0000-0000-7000-8000-000000000001';

describe('cleaning formatted text', () => {
  it.each([
    ['<p>Hi <script>alert(1)</script>there</p>', '<p>Hi there</p>'],
    ['<p onclick="x()" style="color:red" class="a">Hi</p>', '<p>Hi</p>'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="JaVaScRiPt&#58;alert(1)">x</a>', '<a>x</a>'],
    ['<a href="data:text/html,x">x</a>', '<a>x</a>'],
    ['<a href="//evil.example">x</a>', '<a>x</a>'],
    [
      '<a href="https://example.com/?a=1&b=2" target="_top">x</a>',
      '<a href="https://example.com/?a=1&amp;b=2">x</a>',
    ],
    ['<img src="https://evil.example/track.gif">a', 'a'],
    ['<img src=x onerror=alert(1)>a', 'a'],
    ['<svg><script>1</script><a href="https://a.example">t</a></svg>', '<a href="https://a.example">t</a>'],
    ['<b>a</b><i>b</i><h1>c</h1><div>d</div>', '<strong>a</strong><em>b</em><h2>c</h2><p>d</p>'],
    ['<table><tr><td>a</td></tr></table>', 'a'],
    ['<p>1 < 2 & 3</p>', '<p>1 &lt; 2 &amp; 3</p>'],
    ['<math><mtext></p><style><img src=x onerror=alert(1)></style>', '<p></p>'],
  ])('makes of %s', (given, expected) => {
    expect(cleanHtml(given)).toBe(expected);
    expect(cleanHtml(expected)).toBe(expected);
  });

  it('keeps images that are files of ours, named as a mail names its parts', () => {
    const given = `<p><img src="/api/v1/files/${file}" alt="A &quot;b&quot;" width="9"></p>`;
    const cleaned = cleanHtml(given);
    expect(cleaned).toBe(`<p><img src="cid:${file}" alt="A &quot;b&quot;" /></p>`);
    expect(cleanHtml(cleaned)).toBe(cleaned);
    expect(imagesIn(cleaned)).toEqual([file]);
    expect(cleanHtml(`<img src="/api/v1/files/${file}/../x">`)).toBe('');
    expect(cleanHtml('<img src="/api/v1/session">')).toBe('');
  });

  it('keeps the marks of colleagues in a draft, and nothing else that is a span', () => {
    const mention = `<span data-type="mention" data-id="${file}" data-label="Bo">@Bo</span>`;
    expect(cleanHtml(`<p>${mention} <span style="x">y</span></p>`)).toBe('<p>@Bo y</p>');
    const draft = cleanHtml(`<p>${mention}</p>`, { mentions: true });
    expect(draft).toBe(`<p>${mention}</p>`);
    expect(mentionsIn(draft)).toEqual([file]);
  });

  it('knows when the words alone say the same', () => {
    expect(saysMore('<p>a<br />b</p><p></p>')).toBe(false);
    expect(saysMore('<p>a <strong>b</strong></p>')).toBe(true);
    expect(saysMore('<pre>a</pre>')).toBe(true);
  });
});

describe('the plain text of formatted text', () => {
  it.each([
    ['<p>a</p><p></p><p>b</p>', 'a\n\nb'],
    ['<p>a<br>b</p>', 'a\nb'],
    ['<p>a<br></p>', 'a'],
    ['<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul><p>d</p>', '- a\n- b\n  - c\nd'],
    ['<ol start="3"><li><p>a</p><p>more</p></li><li>b</li></ol>', '3. a\n  more\n4. b'],
    ['<blockquote><p>a</p><p></p><p>b</p></blockquote><p>c</p>', '> a\n>\n> b\nc'],
    ['<p>see <a href="https://a.example">here</a></p>', 'see here (https://a.example)'],
    ['<p><a href="https://a.example">https://a.example</a></p>', 'https://a.example'],
    ['<p><a href="mailto:a@a.example">a@a.example</a></p>', 'a@a.example'],
    [`<p><img src="cid:${file}" alt="plan.png"></p>`, '[plan.png]'],
    ['<pre><code>a\n  b</code></pre>', 'a\n  b'],
    ['<h2>T</h2>\n<p>x &lt; y&nbsp;&amp; z</p><hr>', 'T\nx < y\u00a0& z\n---'],
    ['<p>您好，<strong>王伟</strong>：</p><p>已处理。</p>', '您好，王伟：\n已处理。'],
    ['plain', 'plain'],
  ])('of %s', (given, expected) => {
    expect(textOfHtml(given)).toBe(expected);
  });
});
