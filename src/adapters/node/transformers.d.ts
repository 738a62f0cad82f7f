// The part of `@huggingface/transformers` that is used. The package is installed by `npm run install:onnx` alone, so
// its own types are not there for everyone.

declare module "@huggingface/transformers" {
  /** Gives `dims[0]` rows, one a text, of `dims[1]` numbers. */
  type ExtractFeatures = (
    texts: string[],
    options: { pooling: "mean" | "cls" | "last_token"; normalize: boolean },
  ) => Promise<{ readonly data: Float32Array; readonly dims: readonly number[] }>;

  /** Holds for the whole process. */
  export const env: {
    allowRemoteModels: boolean;
    fetch: typeof globalThis.fetch;
  };

  /** @param model path of a folder */
  export function pipeline(
    task: "feature-extraction",
    model: string,
    options: {
      local_files_only: boolean;
      device: "cpu";
      dtype: string;
      use_external_data_format: boolean;
    },
  ): Promise<ExtractFeatures>;
}
