/** Physical functions that the operator knows, by vendor [SR-IOV network operator, ConfigMap supported-nic-ids]. */
export const KNOWN_CARDS: Readonly<Record<string, readonly string[]>> = {
  '8086': [
    '1572 158a 158b 1583 1581 15ff 1589 0d58 1563 10c9',
    '1591 1592 1593 1599 159b 188a 124c 124d 579c 579d 579e 12d2 12d3 1249 124a',
  ].flatMap((ids) => ids.split(' ')),
  '15b3': '1013 1015 1017 1019 101b 101d 101f 1021 1023 1025 a2d6 a2dc'.split(' '),
  '14e4': ['16d7', '1750'],
  '1077': ['1654'],
  '1af4': ['1000', '1041'],
  '177d': ['b100', 'b200', 'b600', 'b900', 'ba00'],
  '1d0f': ['ec20'],
};
