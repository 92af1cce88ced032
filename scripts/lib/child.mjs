import { spawn } from 'node:child_process';

const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program to its end, with its standard output on our standard error. A signal that reaches us is passed on, and
 * ends us as soon as the program has ended, so that nothing of it is left behind.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, started?: (pid: number) => void }} options
 * @returns {Promise<number>} its exit code
 */
export function runToEnd(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 2, 2],
      // npm is a .cmd file on Windows, which only a shell can start
      shell: process.platform === 'win32' && !command.endsWith('.exe'),
    });
    if (child.pid !== undefined) options.started?.(child.pid);
    /** @type {NodeJS.Signals | null} */
    let interruptedBy = null;
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => {
      interruptedBy = signal;
      child.kill(signal);
    };
    for (const signal of passedOn) process.on(signal, passOn);
    const done = () => {
      for (const signal of passedOn) process.off(signal, passOn);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      done();
      if (interruptedBy !== null) process.kill(process.pid, interruptedBy);
      resolve(code ?? (signal === null ? 1 : 128));
    });
  });
}
