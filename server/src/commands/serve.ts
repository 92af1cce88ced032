import { startServer } from '../start-server.ts';
import type { Command } from './index.ts';

/** `serve`: the server, until it is told to stop. */
export const serve: Command = {
  usage: '',
  summary: 'run the server (npm start)',
  async run() {
    const server = await startServer(process.env);
    process.stderr.write(`Shouwen is ready at ${server.url}\n`);
    await server.stopped;
  },
};
