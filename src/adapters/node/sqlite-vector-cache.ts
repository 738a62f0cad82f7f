import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import type { VectorCache } from "../../search/vector-cache.ts";

/** Kept in the file as `user_version`; raised when the table changes. */
const formatVersion = 1;
/** Another process may be writing. */
const lockMilliseconds = 5_000;

/**
 * Vectors in one SQLite file, which is made when it is first needed: written as they come, so that a start that is cut
 * short loses none. A file that is damaged is replaced by an empty one with a warning; one that cannot be opened or
 * written costs a warning and keeps nothing.
 */
export function sqliteVectorCache(path: string, warn: (message: string) => void): VectorCache {
  let database: DatabaseSync | null = null;
  let isUseless = false;

  const close = (): void => {
    database?.close();
    database = null;
  };
  const use = <Result>(work: (open: DatabaseSync) => Result, otherwise: Result): Result => {
    if (isUseless) return otherwise;
    try {
      database ??= openFile(path);
      return work(database);
    } catch (error) {
      close();
      const isReplaced = isDamage(error) && removeFile(path);
      isUseless = !isReplaced;
      const outcome = isReplaced ? "已损坏,重新建立" : "用不了,不再缓存";
      warn(`${path}:向量缓存${outcome}(${error instanceof Error ? error.message : String(error)})`);
      return otherwise;
    }
  };

  return {
    async read(keys) {
      return use<KeptVectors>((open) => readVectors(open, keys), new Map());
    },
    async write(vectors) {
      use((open) => writeVectors(open, vectors), undefined);
    },
  };
}

type KeptVectors = ReadonlyMap<string, Float32Array>;

class CacheDamaged extends Error {}

function openFile(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: lockMilliseconds });
  try {
    const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (version === 0) {
      database.exec(`
        CREATE TABLE IF NOT EXISTS vectors (
          key TEXT PRIMARY KEY,
          numbers BLOB NOT NULL,
          checksum INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        PRAGMA user_version = ${formatVersion};
      `);
    } else if (version !== formatVersion) throw new CacheDamaged(`格式版本 ${version}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function readVectors(database: DatabaseSync, keys: readonly string[]): KeptVectors {
  const select = database.prepare("SELECT numbers, checksum FROM vectors WHERE key = ?");
  const found = new Map<string, Float32Array>();
  for (const key of keys) {
    const row = select.get(key);
    if (row === undefined) continue;
    const { numbers, checksum } = row;
    // SQLite notices damage to its own structure, not to what it keeps.
    if (!(numbers instanceof Uint8Array) || numbers.length % 4 !== 0 || crc32(numbers) !== checksum) {
      throw new CacheDamaged("校验和不符");
    }
    found.set(key, new Float32Array(numbers.slice().buffer));
  }
  return found;
}

function writeVectors(database: DatabaseSync, vectors: KeptVectors): void {
  const insert = database.prepare("INSERT OR REPLACE INTO vectors (key, numbers, checksum) VALUES (?, ?, ?)");
  database.exec("BEGIN IMMEDIATE");
  for (const [key, vector] of vectors) {
    const numbers = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
    insert.run(key, numbers, crc32(numbers));
  }
  database.exec("COMMIT");
}

/** @returns whether it is gone */
function removeFile(path: string): boolean {
  try {
    for (const ending of ["", "-journal", "-wal", "-shm"]) rmSync(`${path}${ending}`, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** Of SQLite's own codes: an error in the statement, which a table that is not ours makes; damage; no database. */
const damageCodes: readonly unknown[] = [1, 11, 26];

function isDamage(error: unknown): boolean {
  if (error instanceof CacheDamaged) return true;
  return error instanceof Error && "errcode" in error && damageCodes.includes(error.errcode);
}
