const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Whether text is a DNS-1123 label of at most `max` characters. */
export function isDnsLabel(text: string, max = 63): boolean {
  return LABEL.test(text) && text.length <= max;
}

/** Whether text is a DNS-1123 subdomain. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => LABEL.test(part));
}

/** A DNS-1123 label made of any text, for remedies. */
export function asDnsLabel(text: string, max = 63): string {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, max);
  return label.replace(/^-+|-+$/g, '') || 'name';
}

/** `a, b and c`. */
export function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
