import { Size } from 'cdk8s';
import type { HelmValue, Input, Quantity, QuantityText } from '../helm';

/** An amount of storage or memory. */
export type Amount = Size | QuantityText | HelmValue<Quantity>;

/** An amount as Kubernetes writes it. */
export function quantityOf(amount: Amount): Input<string> {
  return amount instanceof Size ? amount.asString() : amount;
}
