import { createHash } from 'node:crypto';

/** SHA-256 of bytes or UTF-8 text in hexadecimal, as the index writes it. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of bytes or UTF-8 text, as registries write it. */
export function digestOf(content: Uint8Array | string): string {
  return `sha256:${sha256(content)}`;
}
