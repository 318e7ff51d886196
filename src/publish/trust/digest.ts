import { digestOf, sha256 as hexOf } from '../digest';

/** SHA-256 of bytes or UTF-8 text, in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return hexOf(bytesOf(content));
}

/** SHA-256 of bytes or UTF-8 text, as registries write it. */
export function sha256Digest(content: Uint8Array | string): string {
  return digestOf(bytesOf(content));
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : content;
}
