import { DataVolume, FilesystemOverhead, ImportedClaim } from '../../storage';
import { at } from '../json';
import type { Rule } from '../rule';
import { parseQuantity } from '../vm/quantity';
import { claimOf } from './disk-specs';

const MEBIBYTE = 2 ** 20;

export const imageTooLarge: Rule = {
  id: 'VNF322',
  severity: 'error',
  title: 'Disk that its image does not fit on',
  reason: 'the disk in the image is larger than what the claim leaves beside the file system, and CDI stops the import',
  source: 'CDI pkg/util/util.go GetUsableSpace; pkg/importer, "DataVolume too small to contain image"',
  *check(model) {
    for (const disk of model.constructs) {
      if (!(disk instanceof DataVolume || disk instanceof ImportedClaim) || !disk.image) continue;
      if ('problem' in disk.image) {
        const remedy = 'give the path of the uncompressed qcow2 or raw image, or leave it out';
        const reason = `the size of the disk in the image cannot be told: ${disk.image.problem}`;
        yield { at: disk, field: 'imageFile', value: disk.image.problem, reason, remedy };
        continue;
      }
      const { virtualSize } = disk.image;
      const overhead = FilesystemOverhead.of(disk);
      for (const rendering of model.renderingsOf(disk)) {
        for (const { spec } of rendering.objectsOf(disk.object)) {
          const isGrown = at(spec, 'storage') !== undefined;
          const claim = claimOf(spec) ?? spec;
          const size = at(claim, 'resources', 'requests', 'storage');
          const bytes = size === undefined ? undefined : parseQuantity(size);
          const isWhole = isGrown || at(claim, 'volumeMode') === 'Block';
          if (bytes === undefined || (isWhole ? bytes : overhead.usableBytes(bytes)) >= virtualSize) continue;
          const needed = isWhole ? virtualSize : overhead.claimFor(virtualSize);
          const remedy = `the disk in the image has ${virtualSize} bytes: ask for ${Math.ceil(needed / MEBIBYTE)}Mi or more`;
          yield { at: disk, field: 'size', value: size, remedy, rendering };
        }
      }
    }
  },
};
