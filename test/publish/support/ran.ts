import { execFile } from 'node:child_process';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without blocking the servers of this process. */
export function ran(program: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  const env = { PATH: process.env.PATH, ...environment };
  return new Promise((resolve) =>
    execFile(program, args, { env, maxBuffer: 1 << 28, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    ),
  );
}
