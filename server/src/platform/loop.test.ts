import { describe, expect, it } from 'vitest';
import { openLog } from './log.ts';
import { startLoop } from './loop.ts';
import { until } from './testing/until.ts';

/** A log that keeps its lines. */
function keptLog() {
  const lines: string[] = [];
  const log = openLog('silent');
  const keep = (_: object, line: string) => lines.push(line);
  Object.assign(log, { warn: keep, info: keep });
  return { log, lines };
}

describe('a loop', () => {
  it('waits as long as a step says, unless it is nudged', async () => {
    let steps = 0;
    const loop = startLoop({
      name: 'test',
      log: openLog('silent'),
      step: async () => {
        steps += 1;
        return 3_600_000;
      },
    });
    await until('the first step is made', () => steps === 1);
    loop.nudge();
    await until('a nudge makes another', () => steps === 2);
    await loop.stop();
    loop.nudge();
    expect(steps).toBe(2);
  });

  it('rests between steps however often it is nudged, and looks again afterwards', async () => {
    const begun: number[] = [];
    const loop = startLoop({
      name: 'test',
      log: openLog('silent'),
      step: async () => {
        begun.push(performance.now());
        return 3_600_000;
      },
      rest: 50,
    });
    await until('the first step is made', () => begun.length === 1);
    loop.nudge();
    await until('a nudge makes another', () => begun.length === 2);
    await loop.stop();
    expect((begun[1] ?? 0) - (begun[0] ?? 0)).toBeGreaterThan(45);
  });

  it('does not lose a nudge that comes while it works', async () => {
    let steps = 0;
    let finish = () => {};
    const loop = startLoop({
      name: 'test',
      log: openLog('silent'),
      step: async () => {
        steps += 1;
        if (steps === 1) await new Promise<void>((resolve) => (finish = resolve));
        return 3_600_000;
      },
    });
    loop.nudge();
    finish();
    await until('it looks again', () => steps === 2);
    await loop.stop();
  });

  it('tries again what fails, with one line when it begins and one when it is over', async () => {
    const { log, lines } = keptLog();
    let steps = 0;
    const loop = startLoop({
      name: 'test',
      log,
      step: async () => {
        steps += 1;
        if (steps <= 3) throw new Error('the database is away');
        return 3_600_000;
      },
    });
    await until('it works again', () => steps === 4 && lines.length === 2);
    expect(lines).toEqual(['interrupted, will be tried again', 'works again']);
    await loop.stop();
  });

  it('finishes the step in hand before it ends', async () => {
    let finished = false;
    let finish = () => {};
    const loop = startLoop({
      name: 'test',
      log: openLog('silent'),
      step: async () => {
        await new Promise<void>((resolve) => (finish = resolve));
        finished = true;
        return 0;
      },
    });
    const stopping = loop.stop();
    finish();
    await stopping;
    expect(finished).toBe(true);
  });
});
