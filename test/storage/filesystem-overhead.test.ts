import { App } from 'cdk8s';
import { Platform } from '../../src/platform';
import { FilesystemOverhead } from '../../src/storage';

const GIB = 2 ** 30;
const MIB = 2 ** 20;

function overhead(cdi: string): FilesystemOverhead {
  const app = new App();
  new Platform({ cdi }).applyTo(app);
  return FilesystemOverhead.of(app);
}

test.each([
  [1, 1138166334, 966],
  [5, 5690831668, 4830],
  [10, 11381663335, 9660],
  [20, 22763326669, 19320],
])('CDI 1.63 counts %d GiB as its own arithmetic does', (gibibytes, claim, usable) => {
  expect(overhead('1.63').claimFor(gibibytes * GIB)).toBe(claim);
  expect(overhead('1.63').usableBytes(gibibytes * GIB)).toBe(usable * MIB);
});

test('CDI 1.62 takes its share of the claim', () => {
  expect(overhead('1.62').claimFor(10 * GIB)).toBe(Math.ceil((10 * GIB) / 0.945));
  expect(overhead('1.62').usableBytes(10 * GIB)).toBe(9676 * MIB);
});

test.each(['1.62', '1.63'])('a claim for an image holds it (CDI %s)', (cdi) => {
  const counted = overhead(cdi);
  for (const size of [MIB, 3 * MIB + 1, 966 * MIB, 10 * GIB, 100 * GIB - 5])
    expect(counted.usableBytes(counted.claimFor(size))).toBeGreaterThanOrEqual(size);
});

test('a cluster may count otherwise', () => {
  expect(new FilesystemOverhead(0, 'image').usableBytes(GIB)).toBe(GIB);
});
