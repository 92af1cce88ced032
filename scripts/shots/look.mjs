/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Whether a page shows what it fetched, asked when it has nothing left to do; runs inside it. @returns {Promise<boolean>} */
export async function isLoaded() {
  await new Promise((idle) => requestIdleCallback(idle, { timeout: 1000 }));
  const waiting = document.querySelector('.bones, .ant-spin-spinning, .ant-skeleton, [aria-busy="true"]');
  const shown = document.querySelector('main') ?? document.body;
  return document.fonts.status === 'loaded' && waiting === null && shown.innerText.trim() !== '';
}

/** Waits until a theme is drawn and no colour is on its way to another; runs inside the page. @returns {Promise<void>} */
export async function colourIsThere() {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  const under = document
    .getAnimations()
    .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(under.map((one) => one.finished));
}

/**
 * Looks at a page as a careful reader would. Runs inside the page, so it is one function that uses nothing from outside.
 * @param {readonly string[]} namespaces first parts of the keys of our texts
 * @returns {string[]} what is wrong, each in a sentence
 */
export function look(namespaces) {
  const slack = 1.5; // px: edges lie between two pixels
  /** @type {Set<string>} */
  const problems = new Set();

  /** @param {Element} element */
  const nameOf = (element) => {
    const own = (/** @type {Element} */ one) =>
      one.tagName.toLowerCase() +
      [...one.classList]
        .slice(0, 2)
        .map((name) => `.${name}`)
        .join('');
    return element.parentElement ? `${own(element.parentElement)} > ${own(element)}` : own(element);
  };
  /** @param {string} text */
  const short = (text) => {
    const line = text.trim().replace(/\s+/g, ' ');
    return `“${line.length > 40 ? `${line.slice(0, 40)}…` : line}”`;
  };

  /** The part of the screen within the borders of an element. @param {Element} element */
  const insideOf = (element) => {
    const box = element.getBoundingClientRect();
    const left = box.left + element.clientLeft;
    const top = box.top + element.clientTop;
    return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
  };
  const screen = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight };
  /** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
  /** @param {Box} a @param {Box} b @returns {Box} */
  const common = (a, b) => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  /** @param {Box} box */
  const isSeen = (box) => box.right - box.left > slack && box.bottom - box.top > slack;

  // nothing is to be scrolled sideways, neither the page nor something in it
  for (const element of document.querySelectorAll('*')) {
    const isPage = element === document.scrollingElement;
    const { overflowX } = getComputedStyle(element);
    if (!isPage && overflowX !== 'auto' && overflowX !== 'scroll') continue;
    if (element.scrollWidth <= element.clientWidth + slack || element.clientWidth < 2) continue;
    if (element.matches('pre, code, input, textarea')) continue;
    if (element.querySelector(':scope > [data-sideways]')) continue;
    problems.add(`sideways scroll: ${nameOf(element)}, ${element.scrollWidth} in ${element.clientWidth} px`);
  }

  /** @type {{ element: Element, text: string, box: Box }[]} */
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const text = node.textContent ?? '';
    if (!element || text.trim() === '' || element.closest('script, style, noscript, option, textarea, svg'))
      continue;
    const style = getComputedStyle(element);
    if (style.visibility !== 'visible' || !element.checkVisibility({ opacityProperty: true })) continue;
    if (/rgba\(.*, 0\)$/.test(style.color)) continue;
    checkWords(text, element);
    range.selectNodeContents(node);
    for (const rect of range.getClientRects())
      checkLine(rect, element, text, Number.parseFloat(style.fontSize));
  }

  /** Texts that are missing, and values that should never be read. @param {string} text @param {Element} element */
  function checkWords(text, element) {
    const trimmed = text.trim();
    const isKey = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(trimmed);
    if (
      isKey &&
      namespaces.includes(trimmed.split('.')[0] ?? '') &&
      !element.closest('code, kbd, pre, .mono')
    )
      problems.add(`raw key: ${short(text)}`);
    if (/\bundefined\b|\bNaN\b|\[object |Invalid Date/.test(trimmed))
      problems.add(`raw value: ${short(text)}`);
  }

  /**
   * One line of a text: what cuts it off, and what is left of it to be seen.
   * @param {DOMRect} rect @param {Element} element @param {string} text @param {number} fontSize
   */
  function checkLine(rect, element, text, fontSize) {
    if (rect.width < 2 || rect.height < 2) return;
    /** @type {Box} */
    let seen = rect;
    let absolute = false; // out of the flow, so that only what is positioned cuts it off
    for (
      let at = /** @type {Element | null} */ (element);
      at && at !== document.body;
      at = at.parentElement
    ) {
      const { overflowX, overflowY, position, textOverflow, webkitLineClamp, clipPath } =
        getComputedStyle(at);
      if (clipPath !== 'none') return; // for screen readers alone
      if (absolute && position === 'static') continue;
      absolute = false;
      const box = insideOf(at);
      const hides = (/** @type {string} */ overflow) => overflow === 'hidden' || overflow === 'clip';
      const clamped = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
      if (overflowX !== 'visible' && getComputedStyle(at).display !== 'inline') {
        const part = common(seen, box);
        if (!isSeen(part)) return; // scrolled away, or hidden on purpose
        const sideways = seen.right > box.right + slack || seen.left < box.left - slack;
        const lost = Math.max(seen.bottom - box.bottom, box.top - seen.top);
        if (hides(overflowX) && sideways) {
          const label = element.closest('button, [role="tab"], th, label, legend, summary, nav a, dt');
          if (!clamped) problems.add(`cut off: ${short(text)} in ${nameOf(at)}`);
          else if (label && at.closest('button, [role="tab"], th, label, legend, summary, nav, dt'))
            problems.add(`label shortened: ${short(text)} in ${nameOf(at)}`);
        }
        if (hides(overflowY) && !clamped && lost > fontSize * 0.35 && !at.querySelector('[tabindex]'))
          problems.add(`cut off below: ${short(text)} in ${nameOf(at)}`);
        seen = part;
      }
      if (position === 'fixed') break;
      absolute = position === 'absolute';
    }
    if (seen.right > window.innerWidth + slack)
      problems.add(`beyond the edge: ${short(text)} in ${nameOf(element)}`);
    const onScreen = common(seen, screen);
    if (!isSeen(onScreen)) return;
    // the height of the letters; a line's box reaches into its neighbours
    const middle = (rect.top + rect.bottom) / 2;
    const box = common(onScreen, {
      left: rect.left,
      right: rect.right,
      top: middle - fontSize * 0.36,
      bottom: middle + fontSize * 0.36,
    });
    if (isSeen(box)) lines.push({ element, text, box });
  }

  /** Whether nothing lies over an element at a point. @param {Element} element @param {number} x @param {number} y */
  const isOnTop = (element, x, y) => {
    for (const over of document.elementsFromPoint(x, y)) {
      if (over.contains(element) || element.contains(over)) return true;
      const { backgroundColor, opacity } = getComputedStyle(over);
      if (!/^rgba\(.*, 0(\.\d+)?\)$|^transparent$/.test(backgroundColor) && Number(opacity) > 0.5)
        return false;
    }
    return false;
  };
  lines.sort((a, b) => a.box.top - b.box.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length; next++) {
      const other = lines[next];
      if (!other || other.box.top > one.box.bottom - 2) break;
      if (other.element === one.element) continue;
      const both = common(one.box, other.box);
      if (both.right - both.left <= 2 || both.bottom - both.top <= 2) continue;
      const x = (both.left + both.right) / 2;
      const y = (both.top + both.bottom) / 2;
      if (isOnTop(one.element, x, y) && isOnTop(other.element, x, y))
        problems.add(`overlap: ${short(one.text)} and ${short(other.text)} in ${nameOf(other.element)}`);
    }
  });
  return [...problems];
}
