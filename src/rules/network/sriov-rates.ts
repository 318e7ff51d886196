import type { Rule } from '../rule';
import { writtenPlugins } from './plugins';

export const sriovRates: Rule = {
  id: 'VNF482',
  severity: 'error',
  title: 'Rates of a virtual function that its card refuses',
  reason: 'rates are whole numbers of Mbit/s, and the guaranteed rate is at most the greatest one',
  source: 'sriov-cni docs/configuration-reference.md; Linux net/core/rtnetlink.c',
  *check(model) {
    for (const { construct, rendering, config, fieldOf } of writtenPlugins(model)) {
      if (config.type !== 'sriov') continue;
      const { min_tx_rate: min, max_tx_rate: max } = config;
      for (const [key, rate] of Object.entries({ min_tx_rate: min, max_tx_rate: max })) {
        if (rate === undefined || (Number.isInteger(rate) && Number(rate) >= 0)) continue;
        yield { at: construct, rendering, field: fieldOf(key), value: rate, remedy: 'give a whole number of Mbit/s' };
      }
      // 0 means unlimited.
      if (!(Number(max) > 0 && Number(min) > Number(max))) continue;
      yield {
        at: construct,
        rendering,
        field: fieldOf('min_tx_rate'),
        value: min,
        remedy: `give at most ${String(max)}, or raise the greatest rate`,
      };
    }
  },
};
