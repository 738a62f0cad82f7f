import * as z from "zod";

/** Browsers send an origin without a path or a closing slash; a setting written otherwise would never match. */
const originSchema = z
  .string()
  .refine(
    (text) => text === "*" || (URL.canParse(text) && new URL(text).origin === text),
    "应为以逗号分隔的源,例如 https://www.example.gov.cn,不带路径;或 *",
  );

/** The setting CORS_ORIGINS: origins whose pages may call the API, separated by commas; `*` for every one. Default none. */
export const corsOriginsSchema = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  )
  .pipe(z.array(originSchema))
  .default([]);
