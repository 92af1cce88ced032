/** Bytes that one mail may have, by the listener and by HTTP: more than any of the large providers sends. */
export const mailLimit = 50 * 1024 * 1024;
