/** The same MAC as this package writes it, for any form that Go reads: `52-54-00-12-34-56`, `5254.0012.3456`. */
export function plainMac(mac: string): string {
  const digits = mac.toLowerCase().replace(/[:.-]/g, '');
  const isRead = /^([0-9a-f]{2}([:-](?!$)|$)){6}$|^([0-9a-f]{4}(\.(?!$)|$)){3}$/i.test(mac);
  return isRead ? digits.replace(/..(?!$)/g, '$&:') : mac;
}

/** What is wrong with a MAC; undefined for a unicast address that a guest can have. */
export function macProblem(mac: string): string | undefined {
  if (!/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac))
    return 'a MAC is six hexadecimal octets with colons, and no chart value: network intents copy it';
  if (/^[0-9a-f][13579bdf]/.test(mac))
    return 'the lowest bit of the first octet is set: a multicast address, which no interface can have';
  if (mac === '00:00:00:00:00:00') return 'the all-zero address means no address';
  if (mac === '02:00:00:00:00:00') return 'KubeVirt keeps this address for its own bridge in the pod';
  return undefined;
}
