import * as cdk8s from 'cdk8s';
import * as plus from 'cdk8s-plus-27';

import * as library from '../../index';
import {
  Call,
  Code,
  Commented,
  Imported,
  isList,
  isObject,
  Member,
  membersOf,
  type Module,
  type Statement,
  type Value,
  Variable,
} from './program';

const MODULES: Readonly<Record<Module, object>> = { cdk8s, 'cdk8s-plus-27': plus, 'cdk8s-vnf': library };

/** Why a statement could not be run. */
export interface Failure {
  readonly statement: Statement;
  readonly reason: string;
}

/** What became of a program that ran in this process. */
export class Run {
  readonly failures: Failure[] = [];
  private readonly values = new Map<Variable, unknown>();

  /** Runs the statements in their order; one that throws is noted, and so are those that need it. */
  constructor(statements: readonly Statement[]) {
    for (const statement of statements) {
      try {
        const value = this.valueOf(statement.value);
        if (statement.variable) this.values.set(statement.variable, value);
      } catch (error) {
        this.failures.push({ statement, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  }

  /** What a value of the program became. */
  valueOf(value: Value): unknown {
    if (value instanceof Code) return this.resultOf(value);
    if (isList(value)) return value.map((item) => this.valueOf(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(membersOf(value).map(([key, member]) => [key, this.valueOf(member)]));
  }

  private resultOf(code: Code): unknown {
    if (code instanceof Commented) return this.valueOf(code.value);
    if (code instanceof Imported) return property(MODULES[code.module], code.name);
    if (code instanceof Member) return property(this.valueOf(code.of), code.name);
    if (code instanceof Call) return this.call(code);
    if (code instanceof Variable && this.values.has(code)) return this.values.get(code);
    throw new Error('what it refers to could not be made');
  }

  private call({ callee, args, isNew }: Call): unknown {
    const values = args.map((arg) => this.valueOf(arg));
    if (isNew) return Reflect.construct(this.valueOf(callee) as new () => unknown, values);
    const owner = callee instanceof Member ? this.valueOf(callee.of) : undefined;
    return Reflect.apply(this.valueOf(callee) as () => unknown, owner, values);
  }
}

function property(of: unknown, name: string): unknown {
  return (of as Readonly<Record<string, unknown>>)[name];
}
