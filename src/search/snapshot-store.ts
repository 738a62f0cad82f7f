/** Where the index is kept from one start to the next. What it holds is checked by the reader. */
export interface SnapshotStore {
  /** Null when there is none yet. */
  read(): Promise<Uint8Array | null>;
  /** Replaces what is there as a whole: a reader sees the old bytes or the new ones. */
  write(bytes: Uint8Array): Promise<void>;
}
