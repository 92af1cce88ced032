import type { Headers } from './headers.ts';

/** How servers that look for spam write their verdict. */
const verdicts: [string, RegExp][] = [
  ['x-spam-flag', /^\s*yes/i],
  ['x-spam-status', /^\s*yes/i],
  ['x-spam', /^\s*(?:yes|spam|true)/i],
  ['x-barracuda-spam-flag', /^\s*yes/i],
  [
    'x-forefront-antispam-report',
    /\b(?:SFV:(?:SPM|SKS|SKB)|CAT:(?:SPM|HSPM|PHSH|HPHISH|HPHSH|MALW|BULK))\b/i,
  ],
  ['x-ms-exchange-organization-scl', /^\s*[5-9]\s*$/],
  ['x-microsoft-antispam', /\bSPM\b/],
  ['x-rspamd-action', /^\s*(?:reject|add header|rewrite subject|quarantine)/i],
  ['x-spamd-result', /^\s*[\w-]+:\s*true\b/i],
  ['x-proofpoint-spam-details', /\brule=(?:inbound_)?(?:spam|phish)/i],
  ['x-bogosity', /^\s*(?:spam|yes)/i],
  ['x-crm114-status', /^\s*spam/i],
  ['x-dspam-result', /^\s*(?:spam|blacklisted)/i],
  ['x-ses-spam-verdict', /^\s*fail/i],
  ['x-ses-virus-verdict', /^\s*fail/i],
  ['x-virus-status', /^\s*(?:infected|yes)/i],
  ['x-gmail-labels', /(?:^|,)\s*spam\s*(?:,|$)/i],
  ['x-qq-spam', /^\s*(?:true|yes|1)/i],
  ['x-kse-antispam-status', /\b(?:spam|phishing)\b/i],
  ['x-kas-antispam-status', /\bspam\b/i],
];

/** The headers by which the receiving server says that a mail is spam. */
export function spamSigns(headers: Headers, subject: string): string[] {
  const signs = verdicts
    .filter(([name, says]) => headers.texts(name).some((value) => says.test(value)))
    .map(([name]) => name);
  if (
    /^\s*(?:\[(?:spam|suspected spam|垃圾邮件|疑似垃圾邮件)\]|\*{3,}\s*spam\s*\*{3,}|【垃圾邮件】)/i.test(
      subject,
    )
  )
    signs.push('subject');
  return signs;
}
