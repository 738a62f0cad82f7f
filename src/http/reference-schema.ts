import { html, raw } from "hono/html";
import * as z from "zod";

type Markup = ReturnType<typeof html>;

/** The part of JSON Schema that the OpenAPI generator writes, of which the reference page speaks. */
const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  description: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  allOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
type Schema = z.infer<typeof schemaShape>;

export interface SchemaField {
  /** With dots for fields of objects that have no name of their own: `counts.clauses`. */
  readonly name: string;
  readonly type: Markup;
  readonly required: boolean;
  readonly description: string;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "字符串",
  integer: "整数",
  number: "数字",
  boolean: "布尔",
  object: "对象",
  null: "null",
};

/** A schema in a few words, named schemas as links to their section. */
export function schemaType(schema: unknown): Markup {
  const name = schemaName(schema);
  if (name !== null) return html`<a href="#schema-${name}">${name}</a>`;
  const parsed = parse(schema);
  // The generator's way to add a description to a named schema.
  if (parsed.allOf !== undefined) return schemaType(parsed.allOf[0]);
  const alternatives = parsed.anyOf ?? parsed.oneOf;
  if (alternatives !== undefined) return joined(alternatives.map(schemaType));
  if (parsed.enum !== undefined)
    return joined(parsed.enum.map((value) => html`<code>${String(value)}</code>`));
  const types = typeof parsed.type === "string" ? [parsed.type] : (parsed.type ?? []);
  return joined(
    types.map((type) =>
      type === "array"
        ? html`${schemaType(parsed.items)} 的数组`
        : html`${typeNames[type] ?? type}${bounds(parsed)}`,
    ),
  );
}

/** The fields of an object schema, those of nameless objects within it included; null for anything else. */
export function schemaFields(schema: unknown): SchemaField[] | null {
  const { properties, required = [] } = parse(schema);
  if (properties === undefined) return null;
  return Object.entries(properties).flatMap(([name, property]) => {
    const { description = "", default: preset } = parse(property);
    const inner = schemaFields(property) ?? schemaFields(parse(property).items) ?? [];
    const remark =
      preset === undefined ? description : `${description}${description === "" ? "" : "。"}默认 ${preset}`;
    const field = {
      name,
      type: schemaType(property),
      required: required.includes(name),
      description: remark,
    };
    return [field, ...inner.map((child) => ({ ...child, name: `${name}.${child.name}` }))];
  });
}

/** The name of a schema that is referred to; null for one that stands in place. */
export function schemaName(schema: unknown): string | null {
  return parse(schema).$ref?.split("/").at(-1) ?? null;
}

function parse(schema: unknown): Schema {
  return schemaShape.catch({}).parse(schema);
}

function joined(parts: readonly Markup[]): Markup {
  return html`${parts.map((part, index) => (index === 0 ? part : html`${raw(" | ")}${part}`))}`;
}

function bounds({ minimum, maximum }: Schema): string {
  if (minimum === undefined && maximum === undefined) return "";
  return ` ${minimum ?? ""}…${maximum ?? ""}`;
}
