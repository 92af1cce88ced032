import libmime from 'libmime';

const names: Record<string, string> = {
  'message/delivery-status': 'delivery-status.txt',
  'message/disposition-notification': 'disposition-notification.txt',
  'message/feedback-report': 'feedback-report.txt',
  'text/rfc822-headers': 'headers.txt',
  'application/pgp-encrypted': 'version.txt',
  'application/pgp-signature': 'signature.asc',
  'application/pkcs7-signature': 'smime.p7s',
  'application/x-pkcs7-signature': 'smime.p7s',
  'application/pkcs7-mime': 'smime.p7m',
  'application/x-pkcs7-mime': 'smime.p7m',
  'text/plain': 'text.txt',
  'text/html': 'text.html',
};

/** What a file is called that came without a name. */
export function nameForType(mediaType: string): string {
  const name = names[mediaType];
  if (name !== undefined) return name;
  const [kind = 'file'] = mediaType.split('/');
  return `${/^[a-z]+$/.test(kind) ? kind : 'file'}.${libmime.detectExtension(mediaType)}`;
}
