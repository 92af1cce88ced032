import { commands } from './commands/index.ts';
import { Refusal, StartError } from './platform/errors.ts';
import { say } from './platform/texts.ts';

/**
 * Runs one command of the product: `serve`, `demo`, or one of the command line's. What goes wrong in a foreseen way is
 * one sentence on standard error and exit code 1.
 */
export async function main(argv: string[]): Promise<void> {
  const [name = 'serve', ...rest] = argv;
  const command = commands[name];
  try {
    if (!command)
      throw new StartError(
        name.startsWith('-') || name === 'help' ? help() : `There is no command "${name}".\n${help()}`,
      );
    await command.run(rest);
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
    else if (error instanceof Refusal)
      process.stderr.write(`${say('en', `problem.${error.code}`, { ...error.details.params })}\n`);
    else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
}

function help(): string {
  const lines = Object.entries(commands).map(
    ([name, { usage, summary }]) => `  ${[name, usage].filter(Boolean).join(' ').padEnd(46)} ${summary}`,
  );
  return `Commands:\n${lines.join('\n')}`;
}
