import type { Language } from '@shouwen/api';
import { say } from '../../platform/texts.ts';

/** What can be wrong with a connection to a mail server; each has a sentence `mail_fault.<code>`. */
export const faultCodes = [
  'host_not_found',
  'refused',
  'timed_out',
  'certificate',
  'not_tls',
  'closed',
  'starttls_missing',
  'sign_in_refused',
  'folder_missing',
  'too_large',
  'not_marked',
  'relay_refused',
  'sender_refused',
  'secret_missing',
  'leave_missing',
  'leave_refused',
  'other',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** A mail server that cannot be used as the settings say. `said` is what it, or the network, answered. */
export class MailFault extends Error {
  readonly code: FaultCode;
  readonly said: string | null;
  constructor(code: FaultCode, said: string | null = null) {
    super(said ? `${code}: ${said}` : code);
    this.code = code;
    this.said = said;
  }
}

const certificateCodes =
  /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_HANDSHAKE_CERT|HOSTNAME_MISMATCH)/;
const byCode: Readonly<Record<string, FaultCode>> = {
  ENOTFOUND: 'host_not_found',
  EAI_AGAIN: 'host_not_found',
  EDNS: 'host_not_found',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ETIMEDOUT: 'timed_out',
  ETIMEOUT: 'timed_out',
  CONNECT_TIMEOUT: 'timed_out',
  GREETING_TIMEOUT: 'timed_out',
  UPGRADE_TIMEOUT: 'timed_out',
  ERR_SSL_WRONG_VERSION_NUMBER: 'not_tls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not_tls',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  NoConnection: 'closed',
  EConnectionClosed: 'closed',
  ClosedAfterConnectText: 'closed',
  ClosedAfterConnectTLS: 'closed',
  EAUTH: 'sign_in_refused',
  ENOAUTH: 'secret_missing',
  EOAUTH2: 'leave_refused',
  NotFound: 'folder_missing',
};

/** What an error of the network, of an IMAP or of an SMTP client means. */
export function faultOf(error: unknown): MailFault {
  if (error instanceof MailFault) return error;
  const facts = factsOf(error);
  const said = facts.said;
  for (const code of facts.codes) {
    if (certificateCodes.test(code)) return new MailFault('certificate', said);
    const known = byCode[code];
    if (known) return new MailFault(known, said);
  }
  const { words } = facts;
  // a library may have put its own code in the place of the network's, which then stands in the words only
  const inWords = Object.keys(byCode).find((code) => code === code.toUpperCase() && words.includes(code));
  const known = inWords === undefined ? undefined : byCode[inWords];
  if (known) return new MailFault(known, said);
  if (facts.signIn) return new MailFault('sign_in_refused', said);
  if (/starttls/i.test(words)) return new MailFault('starttls_missing', said);
  if (/wrong version number|packet length too long/i.test(words)) return new MailFault('not_tls', said);
  if (/certificate/i.test(words)) return new MailFault('certificate', said);
  if (/timed? ?out|timeout/i.test(words)) return new MailFault('timed_out', said);
  return new MailFault('other', said);
}

interface Facts {
  codes: string[];
  said: string;
  /** everything that was said, by the server and by the library */
  words: string;
  signIn: boolean;
}

/** Codes of an error and of what caused it, the innermost first: a library wraps what the network said. */
function factsOf(error: unknown): Facts {
  const codes: string[] = [];
  let said = '';
  let words = '';
  let signIn = false;
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    words += `${one.message} `;
    if ('code' in one && typeof one.code === 'string') codes.unshift(one.code);
    if ('authenticationFailed' in one && one.authenticationFailed === true) signIn = true;
    if ('responseText' in one && typeof one.responseText === 'string') said = one.responseText;
    else if ('response' in one && typeof one.response === 'string') said = one.response;
    else if (said === '') said = one.message;
  }
  return { codes, said: said.slice(0, 500), words: `${words}${said}`, signIn };
}

/** A fault as it is kept with a mailbox: its code, and what was said. */
export const keepFault = ({ code, said }: MailFault): string => (said ? `${code} ${said}` : code);

export function codeIn(kept: string): FaultCode {
  const code = kept.split(' ', 1)[0];
  return faultCodes.find((one) => one === code) ?? 'other';
}

/** A kept fault in the reader's words. */
export function sayFault(language: Language, kept: string): string {
  const code = codeIn(kept);
  return say(language, `mail_fault.${code}`, { said: kept.slice(code.length + 1) });
}
