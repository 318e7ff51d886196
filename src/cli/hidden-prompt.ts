import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks at the terminal for something that is not shown while it is typed. */
export function hiddenPrompt(question: string): Promise<string> {
  // As a terminal the input is not echoed by the system; what would echo it here goes nowhere.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  // Only now: what is typed before the terminal is told not to echo would be seen.
  process.stderr.write(question);
  return new Promise((resolve, reject) => {
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      process.stderr.write('\n');
      reject(new Error('nothing was typed'));
    });
    lines.question('', (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
