import { fileOfImage, linkSchemes } from '@shouwen/api';
import { fileAddress } from '../../files/kinds.ts';

/** A mail's own HTML, made ready for its box. */
export interface MailHtml {
  own: DocumentFragment;
  /** history that it quotes, and signatures */
  folded: DocumentFragment[];
  /** how many images wait for somebody to ask for them */
  remote: number;
}

const elements = new Set(
  'a abbr address article aside b big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'.split(
    ' ',
  ),
);
const attributes = new Set(
  'dir lang align valign width height border cellpadding cellspacing bgcolor colspan rowspan color face size start type value span alt data-folded'.split(
    ' ',
  ),
);
const loads = /url|image|position|expression|import|@|\\/i;

interface MailHtmlOptions {
  /** the files of the message: the only ones that its images show */
  files: ReadonlySet<string>;
  /** fetch images from where the sender has put them */
  withRemote: boolean;
}

/**
 * Makes a cleaned mail anew: the server has cleaned it, all the same only known elements and attributes are taken over, and
 * nothing is fetched from outside unless asked for. What is marked as quoted or as a signature is taken out of it.
 */
export function mailHtml(html: string, options: MailHtmlOptions): MailHtml {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const made = { remote: 0 };
  const body = document.createElement('div');
  takeOver(source.body, body, options, made);
  const folded = takeFolded(body);
  const own = document.createDocumentFragment();
  own.append(...body.childNodes);
  return { own, folded, ...made };
}

interface Made {
  remote: number;
}

/** Whether a piece of a mail brings colours of its own, which want the paper that they were made for. */
export const isColoured = (content: DocumentFragment): boolean =>
  content.querySelector('[style*="color"], [style*="background"], [bgcolor], [color]') !== null;

function takeOver(from: Node, into: Element, options: MailHtmlOptions, made: Made): void {
  for (const node of from.childNodes) {
    if (node instanceof Text) into.append(node.data);
    if (!(node instanceof Element)) continue;
    const name = node.localName;
    if (name === 'script' || name === 'style') continue;
    const copy = elements.has(name) ? document.createElement(name) : null;
    if (copy instanceof HTMLImageElement && !showImage(node, copy, options, made)) {
      const alt = node.getAttribute('alt') ?? '';
      if (alt !== '') into.append(`[${alt}]`);
      continue;
    }
    if (copy) {
      dress(node, copy);
      into.append(copy);
    }
    takeOver(node, copy ?? into, options, made);
  }
}

function dress(node: Element, copy: HTMLElement): void {
  for (const { name, value } of node.attributes) if (attributes.has(name)) copy.setAttribute(name, value);
  const style = node.getAttribute('style') ?? '';
  if (style !== '' && !loads.test(style)) copy.style.cssText = style;
  if (!(copy instanceof HTMLAnchorElement)) return;
  const to = node.getAttribute('href') ?? '';
  if (!linkSchemes.some((scheme) => to.toLowerCase().startsWith(`${scheme}:`))) return;
  copy.href = to;
  copy.target = '_blank';
  copy.rel = 'noopener noreferrer nofollow';
}

/** Whether the image can be shown; its words stand in its place otherwise. */
function showImage(node: Element, image: HTMLImageElement, options: MailHtmlOptions, made: Made): boolean {
  const file = fileOfImage(node.getAttribute('src') ?? '');
  const remote = node.getAttribute('data-remote') ?? '';
  if (file !== null && options.files.has(file)) image.src = fileAddress(file);
  else if (/^https?:\/\//i.test(remote)) {
    made.remote += 1;
    if (!options.withRemote) return false;
    image.referrerPolicy = 'no-referrer';
    image.src = remote.replace(/^http:/i, 'https:');
  } else return false;
  image.loading = 'lazy';
  return true;
}

/** Takes what is marked out of the mail; what stands below history that reaches to the end goes with it. */
function takeFolded(body: Element): DocumentFragment[] {
  const folded: DocumentFragment[] = [];
  for (;;) {
    const marked = body.querySelector('[data-folded]');
    if (!marked) break;
    const range = document.createRange();
    range.setStartBefore(marked);
    if (marked.getAttribute('data-folded') === 'quote-rest') range.setEndAfter(body.lastChild ?? marked);
    else range.setEndAfter(marked);
    const taken = range.extractContents();
    for (const each of taken.querySelectorAll('[data-folded]')) each.removeAttribute('data-folded');
    folded.push(taken);
  }
  if (body.textContent?.trim() || body.querySelector('img')) return folded;
  // nothing is left: it was a mail of history alone
  body.replaceChildren(...folded);
  return [];
}
