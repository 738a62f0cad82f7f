import fc from "fast-check";

/** Any UTF-16, lone surrogates included, and text rich in what breaks text handling. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "高企",
        "企业",
        "𠮷",
        "\ud842",
        "\udfb7",
        "\u200b",
        "\u202e",
        "\u0301",
        "ETC",
        "5.9",
        "1,000",
        "İ",
        "Å",
        " ",
        "\0",
        "。",
        "ﷺ",
      ),
    )
    .map((parts) => parts.join("")),
);
