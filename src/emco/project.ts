import type { Construct } from 'constructs';
import { LogicalCloud, type LogicalCloudProps } from './logical-cloud';
import { EmcoResource, type EmcoResourceProps } from './resource';

/** A tenant of EMCO: its logical clouds and composite apps. */
export class Project extends EmcoResource {
  readonly anchor = 'projects';
  private readonly clouds: LogicalCloud[] = [];

  constructor(scope: Construct, id: string, props: EmcoResourceProps = {}) {
    super(scope, id, props);
  }

  /** Adds a logical cloud: level 0 unless it is given a namespace. */
  addLogicalCloud(name: string, props: LogicalCloudProps): LogicalCloud {
    const cloud = new LogicalCloud(this, name, props);
    this.clouds.push(cloud);
    return cloud;
  }

  /** Logical clouds in the order they were added. */
  get logicalClouds(): readonly LogicalCloud[] {
    return [...this.clouds];
  }
}
