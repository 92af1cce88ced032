const width = 30;

/** How far something has come, on standard error: one line that moves on a terminal, else a line each tenth. */
export function progressBar(total: number): { show(done: number, words: string): void; end(): void } {
  const { stderr } = process;
  let told = -1;
  return {
    show(done, words) {
      const share = total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
      const step = stderr.isTTY ? share : Math.floor(share / 10) * 10;
      if (step === told) return;
      told = step;
      if (!stderr.isTTY) return void stderr.write(`${step} % · ${words}\n`);
      const full = Math.round((width * share) / 100);
      stderr.write(`\r[${'#'.repeat(full)}${' '.repeat(width - full)}] ${share} % · ${words}`);
    },
    end() {
      if (stderr.isTTY && told >= 0) stderr.write('\n');
    },
  };
}
