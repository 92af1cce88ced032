/** A staff mail address as it is stored and compared. */
export function normaliseAddress(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
