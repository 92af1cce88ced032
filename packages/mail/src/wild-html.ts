const deepest = 2000; // elements within one another
const mostWork = 20_000_000; // stray ends times depth, which is what readers of HTML spend on them

/**
 * Whether HTML is nested or broken to a degree that no mail program makes: reading it as HTML would cost more than its
 * size, so it is taken for words between tags.
 */
export function isWild(html: string): boolean {
  const open: string[] = [];
  let most = 0;
  let stray = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,15})/gi)) {
    const tag = name.toLowerCase();
    if (slash === '') {
      if (!voids.has(tag)) open.push(tag);
      most = Math.max(most, open.length);
    } else {
      const near = Math.max(0, open.length - 50);
      const at = open.lastIndexOf(tag);
      if (at >= near) open.length = at;
      else stray += 1;
    }
    if (most > deepest || stray * most > mostWork) return true;
  }
  return false;
}

const voids = new Set('area base br col embed hr img input link meta source track wbr p li td tr'.split(' '));

/** The words between tags. */
export const withoutTags = (html: string): string =>
  html
    .replace(/<[^<>]*>?/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
