const second = 1_000;
const minute = 60 * second;

/** For how long a mail that is being processed is left to whoever began it, in milliseconds. */
export const lease = 20 * second;
/** After so many failures a mail is put aside, where people see it. */
export const mostAttempts = 3;
/** After so many beginnings without an end: it is the mail that ends the process. Kills for other reasons come by less often. */
export const mostBeginnings = 10;

/** How long a mail waits that has failed so many times, in milliseconds. */
export const waitAfter = (attempts: number): number => minute * 5 ** (attempts - 1);
