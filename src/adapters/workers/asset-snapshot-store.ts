import { TiaowenError } from "../../domain/errors.ts";
import type { SnapshotStore } from "../../search/snapshot-store.ts";
import { readAsset } from "./read-asset.ts";

/** Where the build puts the index. */
export const snapshotName = "search-index.snapshot";

/** The index that was built with the Worker. It is read only: another one takes another build. */
export function assetSnapshotStore(environment: unknown): SnapshotStore {
  return {
    read: () => readAsset(environment, snapshotName),
    write: async () => {
      throw new TiaowenError(
        "snapshot_unusable",
        "the index beside a Worker is replaced by npm run build:worker alone",
      );
    },
  };
}
