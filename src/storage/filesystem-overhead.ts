import type { IConstruct } from 'constructs';
import { Platform } from '../platform';

const MEBIBYTE = 2 ** 20;

/** What a file system takes of a claim, as the target's CDI counts it [CDI pkg/util/util.go]. */
export class FilesystemOverhead {
  /** The default of the platform's CDI: 6 % of the image since 1.63, 5.5 % of the claim before. */
  static of(scope: IConstruct): FilesystemOverhead {
    const isOfImage = Platform.of(scope).isAtLeast('cdi', '1.63.0');
    return new FilesystemOverhead(isOfImage ? 0.06 : 0.055, isOfImage ? 'image' : 'claim');
  }

  constructor(
    /** Share that the file system takes, such as 0.06. */
    readonly share: number,
    /** Of what. */
    readonly of: 'image' | 'claim',
  ) {}

  /** Size in bytes of the largest image that a claim holds which is given as it is: an annotated one, or the form `pvc`. */
  usableBytes(claim: number): number {
    const usable = this.of === 'image' ? claim / (1 + this.share) : claim * (1 - this.share);
    return Math.floor(Math.ceil(usable) / MEBIBYTE) * MEBIBYTE;
  }

  /** Size in bytes of the claim for an image; what CDI makes of a size in the form `storage`. */
  claimFor(virtualSize: number): number {
    const aligned = Math.ceil(virtualSize / MEBIBYTE) * MEBIBYTE;
    return Math.ceil(this.of === 'image' ? aligned * (1 + this.share) : aligned / (1 - this.share));
  }
}
