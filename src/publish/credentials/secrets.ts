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
