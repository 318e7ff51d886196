import type { Outcome, PublishEvent } from '../publish';

/** How a run is shown: lines that move on a terminal, plain lines in a pipeline, JSON lines for a program. */
export type ReporterKind = 'terminal' | 'lines' | 'json';

export interface Reporter {
  readonly onEvent: (event: PublishEvent) => void;
  /** Goes on showing until the run is over. */
  readonly until: (run: Promise<readonly Outcome[]>) => Promise<readonly Outcome[]>;
}

export interface ReporterOptions {
  readonly dryRun: boolean;
  readonly write: (text: string) => void;
}

export function reporter(kind: ReporterKind, options: ReporterOptions): Reporter {
  if (kind === 'json') return jsonLines(options);
  return kind === 'lines' ? plainLines(options) : movingLines(options);
}

function jsonLines({ write }: ReporterOptions): Reporter {
  return { onEvent: (event) => write(`${JSON.stringify(event)}\n`), until: (run) => run };
}

function plainLines({ dryRun, write }: ReporterOptions): Reporter {
  return {
    onEvent: (event) => {
      if (event.event === 'found') write(warningLine(event));
      if (event.event === 'planned' && (dryRun || event.action === 'keep')) write(linesOf(event, dryRun));
      if (event.event === 'published') write(linesOf(event, dryRun));
    },
    until: (run) => run,
  };
}

/** One task a chart and target, with the bytes that went out. */
function movingLines({ dryRun, write }: ReporterOptions): Reporter {
  if (dryRun) return plainLines({ dryRun, write });
  const rows = new Map<string, Row>();
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return {
    onEvent: (event) => {
      if (event.event === 'found') write(warningLine(event));
      else if (event.event === 'planned') rows.set(keyOf(event), new Row(event));
      else if (event.event === 'failed') rows.forEach((row) => row.fail(event.target));
      else {
        begin();
        rows.get(keyOf(event))?.on(event);
      }
    },
    until: async (run) => {
      // A run that is refused, or has nothing to do, moves nothing.
      const isMoving = await Promise.race([begun.then(() => true), run.then(() => false)]);
      const shown = isMoving ? show([...rows.values()]) : undefined;
      const outcomes = await run.finally(() => shown);
      outcomes.forEach((outcome) => write(isMoving ? reviewLines(outcome, false) : linesOf(outcome, false)));
      return outcomes;
    },
  };
}

async function show(rows: readonly Row[]): Promise<void> {
  const { Listr } = await import('listr2');
  const tasks = rows.map((row) => ({
    title: row.title,
    task: (_: unknown, task: { output: string }) => row.follow((text) => (task.output = text)),
  }));
  await new Listr(tasks, { concurrent: true, exitOnError: false }).run();
}

class Row {
  private say: (text: string) => void = () => undefined;
  private finish!: () => void;
  private abort!: (error: Error) => void;
  private readonly over: Promise<void>;

  constructor(private readonly outcome: Outcome) {
    this.over = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.abort = reject;
    });
    // What failed is told by the run itself.
    this.over.catch(() => undefined);
    if (outcome.action === 'keep') this.finish();
  }

  /** Without the digest: a terminal is narrow. */
  get title(): string {
    const { action, subject, target } = this.outcome;
    return `${action === 'add' ? 'publish' : WORDS[action][0]} ${subject} at ${target}`;
  }

  on(event: PublishEvent): void {
    if (event.event === 'sent') this.say(`${event.bytes} of ${event.of} bytes`);
    if (event.event === 'published') this.finish();
  }

  fail(target: string): void {
    if (target === this.outcome.target) this.abort(new Error('not published'));
  }

  follow(say: (text: string) => void): Promise<void> {
    this.say = say;
    return this.over;
  }
}

function keyOf({ target, subject }: { target: string; subject: string }): string {
  return JSON.stringify([target, subject]);
}

const WORDS: Readonly<Record<Outcome['action'], readonly [now: string, planned: string]>> = {
  add: ['published', 'would publish'],
  replace: ['REPLACED', 'would REPLACE'],
  complete: ['completed', 'would complete'],
  keep: ['unchanged', 'unchanged'],
  refuse: ['refused', 'would refuse'],
};

function linesOf(outcome: Outcome, isPlan: boolean): string {
  return `${lineOf(outcome, isPlan)}\n${reviewLines(outcome, isPlan)}`;
}

/** What a plan says of the changes since the version before, and always what is wrong with the version. */
function reviewLines({ review, subject, action }: Outcome, isPlan: boolean): string {
  if (review === undefined) return '';
  const { since, changes, findings } = review;
  const told = changes?.map(({ kind, demands, description }) => `${kind} (${demands}): ${description}`);
  const plan = isPlan ? (told ?? [`could not be compared with ${since}`]) : [];
  const force = action === 'refuse' ? '' : `FORCED, ${subject} in spite of `;
  const wrong = findings.map(({ id, reason, remedy }) => `${force}${id}: ${reason}; ${remedy}`);
  // Texts of a published chart are not ours: a control character could draw over other lines.
  return [...plan, ...wrong].map((line) => `  ${line.replace(/\p{Cc}/gu, ' ')}\n`).join('');
}

function warningLine({ subject, finding: { id, field, reason, remedy } }: PublishEvent & { event: 'found' }): string {
  return `warning ${subject}: ${id}: ${field}: ${reason}; ${remedy}\n`.replace(/\p{Cc}(?!$)/gu, ' ');
}

function lineOf(outcome: Outcome, isPlan: boolean): string {
  const { target, subject, action, digest, published, reason, bundles = [] } = outcome;
  const verb = WORDS[action][isPlan ? 1 : 0];
  const was = published === undefined ? '' : `, was ${published}`;
  const why = reason === undefined ? '' : ` (${reason})`;
  const signed = bundles.length === 0 ? '' : `, with ${bundles.join(' and ')}`;
  return `${verb} ${subject} at ${target}: ${digest}${was}${signed}${why}`;
}
