import { isMap } from '../json';

/** Something in user data that must not stand in a file. */
export interface Credential {
  /** Where in the user data. */
  readonly field: string;
  /** What it is, without saying it. */
  readonly what: string;
}

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;
/** Commands that set a password written on the command line, not one from a variable or a command. */
const PASSWORD_COMMAND =
  /(echo|printf)\s([^|\n]*:\s*[^\s$`|][^|\n]*\|\s*(sudo\s+)?chpasswd|["']?[^\s$"'`|][^|\n]*\|\s*(sudo\s+)?passwd\s+--stdin)/;
const PASSWORD_LINE = /^[\s-]*(password|passwd|plain_text_passwd|hashed_passwd)\s*[:=]\s*["']?[^\s"'$]/im;
const PASSWORD_KEYS = new Set(['password', 'passwd', 'plain_text_passwd', 'hashed_passwd']);

/** The literal credentials in user data of any format; `content` is what it says where that is known. */
export function* credentialsIn(text: string, content: unknown): Generator<Credential> {
  if (isMap(content)) yield* walk(content, '');
  else if (PRIVATE_KEY.test(text)) yield { field: '', what: 'a private key' };
  else if (PASSWORD_COMMAND.test(text) || PASSWORD_LINE.test(text)) yield { field: '', what: 'a password' };
}

function* walk(value: unknown, path: string): Generator<Credential> {
  if (typeof value === 'string') {
    if (PRIVATE_KEY.test(value)) yield { field: path, what: 'a private key' };
    else if (PASSWORD_COMMAND.test(value)) yield { field: path, what: 'a command with a password' };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(item, `${path}[${index}]`);
  } else if (isMap(value)) {
    for (const [key, item] of Object.entries(value)) {
      const field = path === '' ? `.${key}` : `${path}.${key}`;
      if (isPassword(key, item, path)) yield { field, what: 'a password' };
      else yield* walk(item, field);
    }
  }
}

function isPassword(key: string, value: unknown, path: string): boolean {
  if (path === '.chpasswd' && key === 'list')
    return asLines(value).some((line) => !/^\s*($|[^:]*:(R|RANDOM)\s*$)/.test(line));
  return (
    PASSWORD_KEYS.has(key) &&
    (typeof value === 'string' || typeof value === 'number') &&
    !['', '*', '!', '!!'].includes(String(value))
  );
}

function asLines(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : String(value ?? '').split('\n');
}
