import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

export const tinyDimensions = 12;

/**
 * Writes a model folder such as people download, as small as one can be: every character has a row in a table, and a
 * text's hidden states are its characters' rows. ONNX is protobuf; the few messages needed are put together by hand.
 * @param characters those the model knows
 */
export async function writeTinyModel(folder: string, characters: Iterable<string>): Promise<void> {
  const tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", ...new Set(characters)];
  const table = Float32Array.from({ length: tokens.length * tinyDimensions }, (_, index) =>
    Math.sin(index * 12.9898 + (index % 7) * 78.233),
  );
  // Padding and marks say nothing.
  table.fill(0, 0, 4 * tinyDimensions);
  await mkdir(join(folder, "onnx"), { recursive: true });
  await writeFile(join(folder, "onnx/model.onnx"), onnxModel(tokens.length, table));
  await writeFile(join(folder, "config.json"), JSON.stringify(configuration(tokens.length)));
  await writeFile(join(folder, "tokenizer.json"), JSON.stringify(tokeniser(tokens)));
  await writeFile(
    join(folder, "tokenizer_config.json"),
    JSON.stringify({
      tokenizer_class: "BertTokenizer",
      model_max_length: 512,
      pad_token: "[PAD]",
      unk_token: "[UNK]",
      cls_token: "[CLS]",
      sep_token: "[SEP]",
    }),
  );
}

function configuration(vocabularySize: number): object {
  return {
    architectures: ["BertModel"],
    model_type: "bert",
    vocab_size: vocabularySize,
    hidden_size: tinyDimensions,
    num_attention_heads: 1,
    num_hidden_layers: 1,
  };
}

function tokeniser(tokens: readonly string[]): object {
  const special = tokens.slice(0, 4).map((content, id) => ({
    id,
    content,
    special: true,
    normalized: false,
    single_word: false,
    lstrip: false,
    rstrip: false,
  }));
  return {
    version: "1.0",
    added_tokens: special,
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [
        { SpecialToken: { id: "[CLS]", type_id: 0 } },
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: { id: "[SEP]", type_id: 0 } },
      ],
      pair: [],
      special_tokens: {
        "[CLS]": { id: "[CLS]", ids: [2], tokens: ["[CLS]"] },
        "[SEP]": { id: "[SEP]", ids: [3], tokens: ["[SEP]"] },
      },
    },
    decoder: null,
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
    },
  };
}

/** `last_hidden_state = Gather(table, input_ids)`; the attention mask is taken as models take it, and not needed. */
function onnxModel(rows: number, table: Float32Array): Uint8Array {
  const [float, int64] = [1, 7];
  const batchAndLength = ["batch", "length"];
  const graph = message(
    [1, message([1, "table"], [1, "input_ids"], [2, "last_hidden_state"], [4, "Gather"])],
    [2, "tiny"],
    [
      5,
      message(
        [1, rows],
        [1, tinyDimensions],
        [2, float],
        [8, "table"],
        [9, new Uint8Array(table.buffer, table.byteOffset, table.byteLength)],
      ),
    ],
    [11, tensorNamed("input_ids", int64, batchAndLength)],
    [11, tensorNamed("attention_mask", int64, batchAndLength)],
    [12, tensorNamed("last_hidden_state", float, [...batchAndLength, tinyDimensions])],
  );
  return message([1, 8], [7, graph], [8, message([2, 13])]);
}

function tensorNamed(name: string, elementType: number, shape: readonly (string | number)[]): Uint8Array {
  const dimensions = shape.map(
    (size): Field => [1, message(typeof size === "number" ? [1, size] : [2, size])],
  );
  const tensor = message([1, elementType], [2, message(...dimensions)]);
  return message([1, name], [2, message([1, tensor])]);
}

type Field = readonly [number: number, value: number | string | Uint8Array];

/** A protobuf message: whole numbers as varints, all else with its length. */
function message(...fields: readonly Field[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([number, value]) => {
      if (typeof value === "number") return [...varint(number << 3), ...varint(value)];
      const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
      return [...varint((number << 3) | 2), ...varint(bytes.length), ...bytes];
    }),
  );
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
