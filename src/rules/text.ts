const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Whether text is a DNS-1123 label of at most `max` characters. */
export function isDnsLabel(text: string, max = 63): boolean {
  return LABEL.test(text) && text.length <= max;
}

/** Whether text is a DNS-1123 subdomain. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && text.split('.').every((part) => LABEL.test(part));
}

/** Whether text is a label's value, which may be empty, or a key without its domain. */
export function isLabelValue(text: string): boolean {
  return /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(text) && text.length <= 63;
}

/** Whether text is the key of a label: `tier`, `vnf.example/tier`. */
export function isLabelKey(text: string): boolean {
  const [name = '', domain, ...rest] = text.split('/').reverse();
  return name !== '' && isLabelValue(name) && rest.length === 0 && (domain === undefined || isDnsSubdomain(domain));
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
