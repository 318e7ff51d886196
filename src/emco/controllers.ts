import type { IConstruct } from 'constructs';
import { note } from '../findings';
import { checkLength, checkName } from './names';

/** How EMCO's orchestrator reaches one of its controllers. */
export interface ControllerProps {
  /** The key that group intents name it by. `rsync` must be called so. */
  readonly name: string;
  /** Service or address, at most 128 characters. */
  readonly host: string;
  /** Port of its control (gRPC) interface, not of its REST interface. */
  readonly port: number;
  /** When it is called. @default - neither, as rsync has it */
  readonly type?: 'action' | 'placement';
  /** 0 to 100; lower is called earlier among those of its type. @default 0 */
  readonly priority?: number;
}

/** Controllers as EMCO's own Helm charts install them in its cluster. */
export class Controllers {
  /** Brings objects to the clusters. */
  static readonly RSYNC: ControllerProps = { name: 'rsync', host: 'rsync', port: 9031 };
  /** Writes network intents into workloads. */
  static readonly OVNACTION: ControllerProps = {
    name: 'ovnaction',
    host: 'ovnaction',
    port: 9032,
    type: 'action',
    priority: 1,
  };
  /** Creates and patches objects on some of the clusters, after ovnaction: the order of equal priorities is not certain. */
  static readonly GAC: ControllerProps = { name: 'gac', host: 'gac', port: 9033, type: 'action', priority: 2 };

  private constructor() {}
}

/** Notes what EMCO would refuse in a registration [emco json-schemas/orchestrator/controller.json]. */
export function checkController(construct: IConstruct, controller: ControllerProps): void {
  const field = `controllers.${controller.name}`;
  checkName(construct, `${field}.name`, controller.name, 'resource');
  checkLength(construct, `${field}.host`, controller.host, 128);
  for (const [name, value, highest] of [
    ['port', controller.port, 50000],
    ['priority', controller.priority ?? 0, 100],
  ] as const) {
    if (Number.isInteger(value) && value >= 0 && value <= highest) continue;
    note(construct, {
      id: 'VNF504',
      severity: 'error',
      field: `${field}.${name}`,
      value: String(value),
      reason: `EMCO's API takes whole numbers from 0 to ${highest}`,
      remedy:
        name === 'port' ? 'give the control port, such as 9031, or its node port' : 'give 1, or the place in line',
    });
  }
}
