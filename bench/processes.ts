import { readdirSync, readFileSync } from 'node:fs';
import type { Pool } from 'pg';

/** Processor time in milliseconds since the start, and resident memory in MB; 0 where the system does not say (only Linux does). */
export interface Usage {
  cpuMs: number;
  memoryMb: number;
}

const tick = 10; // ms: the unit of /proc/PID/stat on Linux
const nothing: Usage = { cpuMs: 0, memoryMb: 0 };

/** What one process has used. */
export function usageOf(pid: number): Usage {
  const stat = statOf(pid);
  if (!stat) return nothing;
  return { cpuMs: stat.cpuMs, memoryMb: residentMb(pid) };
}

/** What the database server has used, all its processes together; they must run on this machine. */
export async function databaseUsage(pool: Pool): Promise<() => Usage> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = statOf(rows[0]?.pid ?? 0)?.parent ?? 0;
  return () => {
    const children = readdirSync('/proc', { withFileTypes: true })
      .map((entry) => Number(entry.name))
      .filter((pid) => pid > 0 && statOf(pid)?.parent === postmaster);
    const all = [postmaster, ...children].map(usageOf);
    return {
      cpuMs: all.reduce((sum, one) => sum + one.cpuMs, statOf(postmaster)?.endedMs ?? 0),
      memoryMb: all.reduce((sum, one) => sum + one.memoryMb, 0),
    };
  };
}

function statOf(pid: number): { parent: number; cpuMs: number; endedMs: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    );
    return { parent, cpuMs: (user + system) * tick, endedMs: (endedUser + endedSystem) * tick };
  } catch {
    return null; // gone, or not Linux
  }
}

/** Memory that is the process's own: what is shared (the database's buffers) is counted once, by nobody. */
function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
    return (of('RssAnon') + of('RssFile')) / 1024;
  } catch {
    return 0;
  }
}
