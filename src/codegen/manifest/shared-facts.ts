import { Call, Code, isList, isObject, mapValue, Member, type Statement, type Value, Variable } from './program';

/** A network whose subnet and gateway routes may lead to. */
export interface SharedNetwork {
  readonly variable: Variable;
  readonly subnet: string;
  readonly gateway: string;
}

/** The statements of one object. */
export interface Owned {
  readonly name: string;
  readonly statements: readonly Statement[];
}

/** Attachments that others refer to, and the statements that refer to them. */
export interface SharedFacts {
  readonly attachments: readonly Statement[];
  rewrite(statement: Statement): Statement;
}

/**
 * Routes state addresses of networks and of other workloads once more. Here they refer to them: the subnet and the gateway
 * of a network, and the address of an attachment, which becomes a constant before the workloads.
 */
export function shareFacts(owned: readonly Owned[], networks: readonly SharedNetwork[]): SharedFacts {
  return new Sharing(owned, networks).facts();
}

class Sharing {
  private readonly byAddress = new Map<string, { readonly call: Call; readonly owner: string }>();
  private readonly shared = new Map<Call, Variable>();
  private readonly statements: Statement[] = [];
  private readonly open = new Set<Call>();

  constructor(
    private readonly owned: readonly Owned[],
    private readonly networks: readonly SharedNetwork[],
  ) {
    const variables = new Set(networks.map(({ variable }) => variable));
    for (const { name, statements } of owned) {
      for (const call of statements.flatMap(({ value }) => [...callsIn(value)])) {
        const address = optionOf(call, 'address');
        const isOnNetwork =
          call.callee instanceof Member && call.callee.of instanceof Variable && variables.has(call.callee.of);
        if (isOnNetwork && typeof address === 'string') this.byAddress.set(address, { call, owner: name });
      }
    }
  }

  facts(): SharedFacts {
    for (const { statements } of this.owned)
      for (const { value } of statements) for (const call of callsIn(value)) this.share(call);
    return {
      attachments: this.statements,
      rewrite: (statement) => ({ ...statement, value: this.rewritten(statement.value) }),
    };
  }

  /** Makes constants of the attachments that the routes of this one lead to, unless they lead back here. */
  private share(call: Call): void {
    if (this.open.has(call)) return;
    this.open.add(call);
    for (const via of hopsOf(call)) {
      const hop = this.byAddress.get(via);
      if (!hop || hop.call === call || this.shared.has(hop.call) || this.open.has(hop.call)) continue;
      this.share(hop.call);
      const network =
        hop.call.callee instanceof Member && hop.call.callee.of instanceof Variable ? hop.call.callee.of.hints[0] : '';
      const id = optionOf(hop.call, 'id');
      const variable = new Variable([
        `${hop.owner}-${typeof id === 'string' ? id : network}`,
        `${hop.owner}-${network}`,
      ]);
      this.statements.push({ variable, value: this.rewritten(hop.call) });
      this.shared.set(hop.call, variable);
    }
    this.open.delete(call);
  }

  private rewritten(value: Value): Value {
    return mapValue(value, (part) => {
      const constant = part instanceof Call ? this.shared.get(part) : undefined;
      if (constant) return constant;
      return isRoute(part) ? this.route(part) : undefined;
    });
  }

  private route(route: { readonly [key: string]: Value }): Value {
    const { to, via, ...others } = route;
    const [target] = this.networks.filter(({ subnet }) => subnet === to);
    const [gate] = this.networks.filter(({ gateway }) => gateway === via);
    const hop = typeof via === 'string' ? this.byAddress.get(via)?.call : undefined;
    const constant = hop && this.shared.get(hop);
    const next = constant ? new Member(constant, 'address') : gate ? new Member(gate.variable, 'gateway') : via;
    return { to: target ? new Member(target.variable, 'subnet') : to, via: next, ...others };
  }
}

function isRoute(value: Value): value is { readonly [key: string]: Value } {
  return isObject(value) && typeof value.to === 'string' && typeof value.via === 'string';
}

function optionOf(call: Call, name: string): Value {
  const [options] = call.args;
  return isObject(options) ? options[name] : undefined;
}

function hopsOf(call: Call): readonly string[] {
  const routes = optionOf(call, 'routes');
  return isList(routes)
    ? routes.flatMap((route) => (isRoute(route) && typeof route.via === 'string' ? [route.via] : []))
    : [];
}

function* callsIn(value: Value): Generator<Call> {
  if (value instanceof Call) {
    yield value;
    for (const arg of value.args) yield* callsIn(arg);
  } else if (isList(value)) for (const item of value) yield* callsIn(item);
  else if (isObject(value) && !(value instanceof Code))
    for (const member of Object.values(value)) yield* callsIn(member);
}
