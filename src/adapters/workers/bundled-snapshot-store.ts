import { TiaowenError } from "../../domain/errors.ts";
import type { SnapshotStore } from "../../search/snapshot-store.ts";

/** The index that was built with the Worker. It is read only: another one takes another build. */
export function bundledSnapshotStore(snapshot: ArrayBuffer): SnapshotStore {
  return {
    read: async () => new Uint8Array(snapshot),
    write: async () => {
      throw new TiaowenError(
        "snapshot_unusable",
        "a bundled snapshot is replaced by npm run build:worker alone",
      );
    },
  };
}
