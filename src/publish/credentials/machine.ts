import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Machine } from './credential';

const HELPER_MILLISECONDS = 30_000;
const MAX_OUTPUT = 1024 * 1024;

/** This machine. */
export const realMachine: Machine = {
  environment: process.env,
  homeFolder: homedir(),
  readText: (path) =>
    readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
      return undefined;
    }),
  run: (program, args, input) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
      const timer = setTimeout(() => child.kill(), HELPER_MILLISECONDS);
      let stdout = '';
      child.stdout.setEncoding('utf8');
      child.stdout.on('data', (text: string) => {
        stdout += text;
        if (stdout.length > MAX_OUTPUT) child.kill();
      });
      child.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      child.on('close', (code) => {
        clearTimeout(timer);
        if (code === 0) resolve(stdout);
        else reject(Object.assign(new Error(`${program} failed`), { stdout }));
      });
      // A helper that does not read its input closes the pipe; its exit code tells.
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    }),
};
