import type { RankExplanation } from "../domain/ask.ts";
import type { Analyser, WeightedTerm } from "./analyser.ts";
import type { AskedQuestionIndex, QuestionLikeness } from "./asked-question-index.ts";
import type { Availability } from "./availability.ts";
import { blendMeanings } from "./blend-meanings.ts";
import type { Embedder } from "./embedder.ts";
import type { LexicalIndex } from "./lexical-index.ts";
import type { Lexicon } from "./lexicon.ts";
import type { MeaningIndex } from "./meaning-index.ts";
import type {
  AskedBefore,
  Expansion,
  PolicySearch,
  SearchHit,
  SearchQuery,
  TermStatistics,
} from "./policy-search.ts";
import { type FusedProvision, fuseRankings, type RankedProvision } from "./rank-fusion.ts";
import type { RankingState } from "./ranking-state.ts";
import { type RerankedProvision, rerankBest } from "./rerank-best.ts";
import type { Reranker } from "./reranker.ts";
import type { LocatedProvision, RetrievalUnits } from "./retrieval-units.ts";
import type { SearchSettings } from "./search-settings.ts";
import { spreadDocuments } from "./spread-documents.ts";

/** Terms implied this strongly are what the question means, and are embedded with it. */
const impliedSurely = 0.7;

export interface HybridSearchParts {
  readonly fingerprint: string;
  readonly provisions: readonly LocatedProvision[];
  readonly lexicalUnits: RetrievalUnits;
  readonly lexicalIndex: LexicalIndex;
  readonly vectorUnits: RetrievalUnits;
  /** By the built-in embedder, which alone serves where no other is configured or the other does not answer. */
  readonly builtIn: MeaningIndex;
  readonly configured: { readonly index: MeaningIndex; readonly weight: number } | null;
  readonly embedderAvailability: Availability;
  readonly reranker: Reranker | null;
  readonly rerankerAvailability: Availability;
  /** By document id. */
  readonly askedQuestions: ReadonlyMap<string, AskedQuestionIndex>;
  readonly analyser: Analyser;
  readonly lexicon: Lexicon;
  readonly settings: SearchSettings;
}

/** Ranks provisions by words and by meaning, and fuses both rankings. */
export class HybridSearch implements PolicySearch, TermStatistics, AskedBefore {
  readonly fingerprint: string;
  readonly #parts: HybridSearchParts;

  constructor(parts: HybridSearchParts) {
    this.fingerprint = parts.fingerprint;
    this.#parts = parts;
  }

  get embedder(): Embedder {
    return (this.#parts.configured?.index ?? this.#parts.builtIn).embedder;
  }

  rankingState(): RankingState {
    const { builtIn, configured, embedderAvailability, reranker, rerankerAvailability } = this.#parts;
    const problems = [embedderAvailability.problem, rerankerAvailability.problem];
    const inUse = embedderAvailability.problem === null ? (configured?.index ?? builtIn) : builtIn;
    return {
      embedder: inUse.embedder.fingerprint,
      reranker: rerankerAvailability.problem === null ? (reranker?.fingerprint ?? null) : null,
      problems: problems.filter((problem) => problem !== null),
    };
  }

  analyse(text: string): string[] {
    return this.#parts.analyser.terms(text);
  }

  idf(term: string): number {
    return this.#parts.lexicalIndex.idf(term);
  }

  /** Without `expansions`, those of the lexicon are taken. */
  async search(query: SearchQuery): Promise<SearchHit[]> {
    const { lexicon, settings } = this.#parts;
    const expansions = query.expansions ?? lexicon.expand(query.text);
    const accepts = this.#filter(query.documentIds);
    const candidates = Math.max(settings.candidates, 4 * query.limit);
    const fused = fuseRankings(
      this.#rankByWords(query.text, expansions, candidates, accepts),
      await this.#rankByMeaning(query.text, expansions, candidates, accepts),
      settings.fusion,
    );
    const chosen = spreadDocuments(
      await this.#rerank(query.text, fused),
      query.limit,
      settings.documentShare,
      ({ provision }) => this.#parts.provisions[provision]?.document.id ?? "",
    );
    return chosen.flatMap((hit, position) => this.#toHit(hit, position + 1));
  }

  /** By the built-in embedder, whose likenesses the judge of evidence has learnt to read. */
  async compareWithAsked(text: string): Promise<ReadonlyMap<string, QuestionLikeness>> {
    const { askedQuestions, builtIn } = this.#parts;
    const [vector] = askedQuestions.size === 0 ? [] : await builtIn.embed([text]);
    if (vector === undefined) return new Map();
    return new Map([...askedQuestions].map(([id, index]) => [id, index.compare(text, vector)]));
  }

  async #rerank(question: string, fused: readonly FusedProvision[]): Promise<readonly RerankedProvision[]> {
    const { reranker, rerankerAvailability, provisions } = this.#parts;
    if (reranker === null || fused.length === 0) return fused;
    const textOf = (position: number): string => {
      const provision = provisions[position]?.provision;
      return `${provision?.title ?? ""}\n${provision?.text ?? ""}`.trim();
    };
    return (await rerankerAvailability.attempt(() => rerankBest(reranker, question, fused, textOf))) ?? fused;
  }

  #rankByWords(
    text: string,
    expansions: readonly Expansion[],
    limit: number,
    accepts: ((provision: number) => boolean) | undefined,
  ): RankedProvision[] {
    const { analyser, lexicalIndex } = this.#parts;
    const weights = new Map<string, number>();
    const add = (terms: readonly WeightedTerm[], factor: number): void => {
      for (const { term, weight } of terms) {
        weights.set(term, Math.max(weights.get(term) ?? 0, weight * factor));
      }
    };
    add(analyser.weightedTerms(text), 1);
    for (const { term, weight } of expansions) add(analyser.weightedTerms(term), weight);
    const terms = [...weights].map(([term, weight]) => ({ term, weight }));
    return lexicalIndex
      .search(terms, limit, accepts)
      .map(({ group, row, score }) => ({ provision: group, row, score }));
  }

  async #rankByMeaning(
    text: string,
    expansions: readonly Expansion[],
    limit: number,
    accepts: ((provision: number) => boolean) | undefined,
  ): Promise<RankedProvision[]> {
    const { builtIn, configured, embedderAvailability } = this.#parts;
    const implied = expansions.filter(({ weight }) => weight >= impliedSurely).map(({ term }) => term);
    const question = [text, ...implied].join(" ");
    const rank = async (index: MeaningIndex): Promise<RankedProvision[]> => {
      const [vector] = await index.embed([question]);
      return vector === undefined ? [] : index.nearest(vector, limit, accepts);
    };
    const byBuiltIn = await rank(builtIn);
    if (configured === null) return byBuiltIn;
    const ranked = await embedderAvailability.attempt(() => rank(configured.index));
    return ranked === null ? byBuiltIn : blendMeanings(byBuiltIn, ranked, configured.weight).slice(0, limit);
  }

  /** Undefined where every document is wanted, which indexes answer faster. */
  #filter(documentIds: readonly string[] | undefined): ((provision: number) => boolean) | undefined {
    if (documentIds === undefined) return undefined;
    const { provisions } = this.#parts;
    const wanted = new Set(documentIds);
    const accepted = Uint8Array.from(provisions, ({ document }) => (wanted.has(document.id) ? 1 : 0));
    return accepted.includes(0) ? (provision) => accepted[provision] === 1 : undefined;
  }

  #toHit(hit: RerankedProvision, rank: number): SearchHit[] {
    const located = this.#parts.provisions[hit.provision];
    if (located === undefined) return [];
    const { lexical, vector, score } = hit;
    const explanation: RankExplanation = {
      lexical: lexical && { rank: lexical.rank, score: lexical.score },
      vector: vector && { rank: vector.rank, score: vector.score },
      fused: { rank, score },
      ...(hit.reranked !== undefined && { reranked: { score: hit.reranked } }),
      matchedUnit: this.#matchedUnit(hit),
    };
    return [{ ...located, score, explanation }];
  }

  /** The unit of the ranking that contributed more. */
  #matchedUnit({ lexical, vector }: FusedProvision): RankExplanation["matchedUnit"] {
    const { lexicalUnits, vectorUnits } = this.#parts;
    const byWords = (lexical?.contribution ?? 0) >= (vector?.contribution ?? 0);
    const units = byWords ? lexicalUnits : vectorUnits;
    const row = (byWords ? lexical : vector)?.row ?? 0;
    return { kind: units.kind(row), text: units.text(row) };
  }
}
