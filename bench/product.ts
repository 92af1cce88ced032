import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { type Usage, usageOf } from './processes.ts';

/** The product in a process of its own, as an operator would start it. */
export interface Product {
  url: string;
  /** from the command to the first answer */
  startSeconds: number;
  usage(): Usage;
  stop(): Promise<void>;
}

/** Starts the built product. With `profile` it writes a CPU profile into that folder when it ends. */
export async function startProduct(env: NodeJS.ProcessEnv, profile: string | null): Promise<Product> {
  const began = performance.now();
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const child = spawn(process.execPath, [...profiling, 'scripts/run.mjs', 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => {
      text += chunk;
      const found = /ready at (\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the product did not start: ${text}`)));
  });
  return {
    url,
    startSeconds: (performance.now() - began) / 1000,
    usage: () => usageOf(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
