import { placedMessage, TiaowenError } from "../domain/errors.ts";

/** How long a model is left alone after a failure, so that not every question waits for one that is down. */
const pauseMilliseconds = 30_000;

export interface AvailabilityOptions {
  /** What is done meanwhile, for messages: `暂用内置向量模型`. */
  readonly meanwhile: string;
  /** Told once when the model stops answering, and once when it answers again. */
  readonly warn: (message: string) => void;
  /** Milliseconds on any clock that only goes forward. */
  readonly clock?: () => number;
}

/** Whether a model outside this program answers, and what is known when it does not. */
export class Availability {
  #problem: TiaowenError | null = null;
  #pausedUntil = 0;
  readonly #options: AvailabilityOptions;

  constructor(options: AvailabilityOptions) {
    this.#options = options;
  }

  /** Why the model is not in use; null while it is. */
  get problem(): TiaowenError | null {
    return this.#problem;
  }

  /** What the model gives, or null when it fails or has failed a moment ago. Never throws. */
  async attempt<Result>(ask: () => Promise<Result>): Promise<Result | null> {
    const clock = this.#options.clock ?? (() => performance.now());
    if (this.#problem !== null && clock() < this.#pausedUntil) return null;
    try {
      const result = await ask();
      if (this.#problem !== null) this.#options.warn(`${this.#problem.at ?? ""} 恢复正常`.trim());
      this.#problem = null;
      return result;
    } catch (error) {
      const { meanwhile, warn } = this.#options;
      const problem = asModelProblem(error, meanwhile);
      if (this.#problem === null) warn(placedMessage(problem));
      this.#problem = problem;
      this.#pausedUntil = clock() + pauseMilliseconds;
      return null;
    }
  }
}

/** @param meanwhile what is done without the model, added to the message */
export function asModelProblem(error: unknown, meanwhile: string): TiaowenError {
  const reason = error instanceof Error ? error.message : String(error);
  const at = error instanceof TiaowenError ? error.at : null;
  return new TiaowenError("model_unavailable", `${reason}；${meanwhile}`, {
    ...(at !== null && { at }),
    cause: error,
  });
}
