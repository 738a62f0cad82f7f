import type { Assistant } from "../domain/ask.ts";
import type { TiaowenError } from "../domain/errors.ts";
import type { LazyEligibility } from "../eligibility/open-eligibility.ts";
import type { Corpus } from "../ingest/load-corpus.ts";
import type { PolicySearch } from "../search/policy-search.ts";
import type { RankingState } from "../search/ranking-state.ts";
import { unavailable } from "./problems.ts";

/** Everything that answers, once the index serves. */
export interface PolicyService {
  readonly assistant: Assistant;
  readonly search: PolicySearch;
  readonly corpus: Corpus;
  /** What ranks provisions at this moment, for operators. */
  readonly rankingState: () => RankingState;
  /** The vector index's name, for operators. */
  readonly vectorIndex: string;
  /** What puts applicants to the offers of the corpus. */
  readonly eligibility: LazyEligibility;
}

export type ReadinessState =
  | { readonly name: "loading" }
  | { readonly name: "ready"; readonly service: PolicyService }
  /** Nothing can be served until an operator mends what `problems` says. */
  | { readonly name: "failed"; readonly problems: readonly TiaowenError[] }
  /** What is open is still answered; nobody should send more. */
  | { readonly name: "stopping"; readonly service: PolicyService | null };

/** Where the process is between its start and its end. */
export interface Readiness {
  readonly state: ReadinessState;
  ready(service: PolicyService): void;
  failed(problems: readonly TiaowenError[]): void;
  stopping(): void;
}

export function createReadiness(): Readiness {
  let state: ReadinessState = { name: "loading" };
  return {
    get state() {
      return state;
    },
    ready(service) {
      if (state.name !== "stopping") state = { name: "ready", service };
    },
    failed(problems) {
      if (state.name !== "stopping") state = { name: "failed", problems };
    },
    stopping() {
      state = { name: "stopping", service: state.name === "ready" ? state.service : null };
    },
  };
}

/** The service to answer with, or a 503 problem. */
export function serving({ state }: Readiness): PolicyService {
  if (state.name === "ready") return state.service;
  if (state.name === "stopping") {
    if (state.service !== null) return state.service;
    throw unavailable("服务正在停止,请稍后再试。", 5);
  }
  if (state.name === "failed") throw unavailable("没有可用的政策文件,维护人员处理后恢复。", 60);
  throw unavailable("正在载入索引,请稍后再试。", 1);
}
