import type { OperatorNetwork } from '../../network';
import { fieldOf, type Model, type Nic } from '../model';

/** An address that a guest gives its virtual function. */
export interface GuestAddress {
  readonly nic: Nic;
  readonly network: OperatorNetwork;
  readonly entry: string;
  readonly field: string;
  readonly address: string;
}

/** The addresses that guests give their virtual functions on networks with an address plan. */
export function* guestAddresses(model: Model): Generator<GuestAddress> {
  for (const network of model.operatorNetworks) {
    if (!network.hostLocalIpam) continue;
    for (const nic of model.nicsOn(network)) {
      for (const [index, entry] of nic.attachment.guestAddresses.entries()) {
        yield { nic, network, entry, field: fieldOf(nic, `addresses[${index}]`), address: entry.split('/')[0] ?? '' };
      }
    }
  }
}
