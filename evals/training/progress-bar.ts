const width = 30;

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly note: string;
}

/** One line: a bar, how far, how long still. @param seconds since the beginning of what is measured. */
export function progressLine({ done, total, note }: Progress, begun: number, seconds: number): string {
  const share = total === 0 ? 1 : done / total;
  const full = Math.round(width * share);
  const left = done > begun ? Math.round((seconds / (done - begun)) * (total - done)) : null;
  const bar = "█".repeat(full) + "░".repeat(width - full);
  return `${bar} ${done}/${total} ${note}${left === null ? "" : ` 剩余约 ${formatDuration(left)}`}`;
}

function formatDuration(seconds: number): string {
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}

/** Redraws one line on a terminal; elsewhere writes a line only now and then. */
export class ProgressBar {
  readonly #stream: NodeJS.WriteStream;
  readonly #startedAt = performance.now();
  #begun: number | null = null;
  #writtenShare = -1;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  update(progress: Progress): void {
    this.#begun ??= progress.done;
    const line = progressLine(progress, this.#begun, (performance.now() - this.#startedAt) / 1000);
    const finished = progress.done >= progress.total;
    if (this.#stream.isTTY) {
      this.#stream.write(`\r${line}\u001b[K${finished ? "\n" : ""}`);
      return;
    }
    const share = Math.floor((progress.done / Math.max(1, progress.total)) * 10);
    if (share > this.#writtenShare) this.#stream.write(`${line}\n`);
    this.#writtenShare = share;
  }
}
