// Runs before the modules. The schema library would try whether it may compile code at run time; our content security
// policy forbids that, and the browser would report the attempt on every load.
globalThis.__zod_globalConfig = { jitless: true };
