import { createContext } from 'react';

/** Whether a condition may speak of its reader ("me", "my teams"): a view has one, a rule has none. */
export const SaysMe = createContext(true);
