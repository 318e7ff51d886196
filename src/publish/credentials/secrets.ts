const HIDDEN = '«hidden»';
/** Shorter text would hide half of every message, and is no secret. */
const SHORTEST = 4;

/** The secrets of one run, so that none is ever printed, whatever a server or a helper echoes. */
export class Secrets {
  private readonly known = new Set<string>();

  /** Remembers a secret in every form in which it may come back. */
  add(secret: string): string {
    const forms = [
      secret,
      Buffer.from(secret).toString('base64'),
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
    ];
    for (const form of forms) if (form.length >= SHORTEST) this.known.add(form);
    return secret;
  }

  /** A text without any of them. */
  redact(text: string): string {
    const longestFirst = [...this.known].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
  }
}

/** The error itself, with nothing secret in its message, its stack, its causes. */
export function withoutSecrets(error: unknown, secrets: Secrets, depth = 0): unknown {
  if (typeof error !== 'object' || error === null || depth > 5) return error;
  const { message, stack, cause, errors } = error as Error & { errors?: unknown };
  const put = (key: string, value: unknown): void => {
    Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: false });
  };
  if (typeof message === 'string') put('message', secrets.redact(message));
  if (typeof stack === 'string') put('stack', secrets.redact(stack));
  if (cause !== undefined) put('cause', withoutSecrets(cause, secrets, depth + 1));
  if (Array.isArray(errors)) errors.forEach((one) => withoutSecrets(one, secrets, depth + 1));
  return error;
}
