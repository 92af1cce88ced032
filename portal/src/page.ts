import { type Html, html } from './html.ts';
import { type Language, languages, t } from './texts.ts';

export interface PageFrame {
  language: Language;
  organisation: string;
  title: string;
  /** the path of this page, for the links to its other languages; null for a page that answers a form */
  path: string | null;
}

/** A whole page around its content. */
export function page(frame: PageFrame, content: Html): string {
  const { language, organisation, title, path } = frame;
  const choice =
    path !== null &&
    html`<nav aria-label="Language">${languages.map(
      (one) =>
        html`<a href="${path}?lang=${one}" lang="${one}" hreflang="${one}"${one === language && html` aria-current="true"`}>${t(one, 'language_name')}</a>`,
    )}</nav>`;
  return html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${organisation}</title>
<link rel="icon" type="image/svg+xml" href="/mark.svg">
<link rel="stylesheet" href="/portal.css">
</head>
<body>
<header><strong>${organisation}</strong>${choice}</header>
<main>${content}</main>
</body>
</html>`.text;
}

/** A page that says in one sentence what went wrong. */
export function problemPage(frame: Omit<PageFrame, 'title'>, sentence: string): string {
  const title = t(frame.language, 'problem.title');
  return page(
    { ...frame, title },
    html`<h1>${title}</h1><p class="notice alert" role="alert">${sentence}</p>`,
  );
}
