import { html } from "hono/html";
import type { OpenApiDocument } from "./openapi.ts";
import { problemKinds } from "./problems.ts";
import { schemaFields, schemaName, schemaType } from "./reference-schema.ts";

type Markup = ReturnType<typeof html>;
type Paths = NonNullable<OpenApiDocument["paths"]>;
type Operation = NonNullable<Paths[string]["get"]>;

interface ResponseDescription {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

type Schemas = Readonly<Record<string, unknown>>;

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** A page for people from the OpenAPI document alone: what is not in the document is not on the page. */
export function referencePage(document: OpenApiDocument): Markup {
  const entries = entriesOf(document);
  const tags = document.tags?.map(({ name }) => name) ?? [];
  const schemas: Schemas = document.components?.schemas ?? {};
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/reference.css">
</head>
<body>
<header>
<h1>${document.info.title}</h1>
${prose(document.info.description ?? "")}
<p>机器可读的描述:<a href="/openapi.json">/openapi.json</a>(OpenAPI ${document.openapi})</p>
</header>
<nav aria-label="目录">
${tags.map(
  (tag) =>
    html`<h4>${tag}</h4><ul>${entries
      .filter(({ operation }) => operation.tags?.includes(tag))
      .map(
        ({ method, path, operation }) =>
          html`<li><a href="#${operation.operationId}"><code>${method} ${path}</code></a> ${operation.summary}</li>`,
      )}</ul>`,
)}
<h4>其他</h4>
<ul><li><a href="#problems">出错时的响应</a></li><li><a href="#schemas">数据结构</a></li></ul>
</nav>
<main>
<p>下面的例子先设好服务的地址:</p>
<pre><code>BASE=http://127.0.0.1:8787</code></pre>
${tags.map(
  (tag) =>
    html`<h2>${tag}</h2>${entries
      .filter(({ operation }) => operation.tags?.includes(tag))
      .map((entry) => operationSection(entry, schemas))}`,
)}
<h2 id="problems">出错时的响应</h2>
<p>格式见 <a href="#schema-Problem">Problem</a>,媒体类型 application/problem+json。</p>
<div class="scroll"><table><thead><tr><th>状态</th><th>type</th><th>含义</th></tr></thead><tbody>
${Object.entries(problemKinds).map(
  ([kind, { status, title, meaning }]) =>
    html`<tr id="problem-${kind}"><td>${status}</td><td><code>/docs#problem-${kind}</code></td><td>${title}。${meaning}</td></tr>`,
)}
</tbody></table></div>
<h2 id="schemas">数据结构</h2>
${Object.entries(schemas).map(([name, schema]) => html`<h3 id="schema-${name}">${name}</h3>${fieldsTable(schema)}`)}
</main>
</body>
</html>`;
}

const methods = ["get", "post", "put", "patch", "delete"] as const;

function entriesOf(document: OpenApiDocument): Entry[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, operation }];
    }),
  );
}

function operationSection({ method, path, operation }: Entry, schemas: Schemas): Markup {
  const parameters = (operation.parameters ?? []).filter((parameter) => "name" in parameter);
  const body = bodyOf(operation);
  return html`<section>
<h3 id="${operation.operationId}"><span class="method">${method}</span><code>${path}</code></h3>
<p>${operation.summary}</p>
${prose(operation.description ?? "")}
${
  parameters.length === 0
    ? ""
    : html`<h4>路径参数</h4><div class="scroll"><table><tbody>${parameters.map(
        ({ name, description, schema }) =>
          html`<tr><td><code>${name}</code></td><td>${schemaType(schema)}</td><td>${description}</td></tr>`,
      )}</tbody></table></div>`
}
${body === null ? "" : html`<h4>请求正文 ${schemaType(body.schema)}</h4>${fieldsTable(named(body.schema, schemas))}`}
<h4>响应</h4>
<div class="scroll"><table><tbody>${Object.entries(responsesOf(operation)).map(
    ([status, response]) =>
      html`<tr><td>${status}</td><td>${responseTypes(response)}</td><td>${response.description}</td></tr>`,
  )}</tbody></table></div>
<h4>例子</h4>
<pre><code>${examples({ method, path, operation }).join("\n\n")}</code></pre>
</section>`;
}

function bodyOf(operation: Operation): { schema: unknown; example: unknown } | null {
  const content =
    operation.requestBody !== undefined && "content" in operation.requestBody
      ? operation.requestBody.content["application/json"]
      : undefined;
  return content === undefined ? null : { schema: content.schema, example: content.example };
}

/** The schema itself where only its name is given. */
function named(schema: unknown, schemas: Schemas): unknown {
  const name = schemaName(schema);
  return name === null ? schema : schemas[name];
}

function responsesOf(operation: Operation): Readonly<Record<string, ResponseDescription>> {
  return operation.responses ?? {};
}

function responseTypes({ content = {} }: ResponseDescription): Markup[] {
  return Object.entries(content).map(
    ([mediaType, { schema }]) => html`<div><code>${mediaType}</code> ${schemaType(schema)}</div>`,
  );
}

function fieldsTable(schema: unknown): Markup {
  const fields = schemaFields(schema);
  if (fields === null) return html`<p>${schemaType(schema)} ${descriptionOf(schema)}</p>`;
  return html`${prose(descriptionOf(schema))}<div class="scroll"><table>
<thead><tr><th>字段</th><th>类型</th><th>说明</th></tr></thead>
<tbody>${fields.map(
    ({ name, type, required, description }) =>
      html`<tr><td><code>${name}</code>${required ? "" : " 可缺省"}</td><td>${type}</td><td>${description}</td></tr>`,
  )}</tbody></table></div>`;
}

function descriptionOf(schema: unknown): string {
  const description = typeof schema === "object" && schema !== null ? Reflect.get(schema, "description") : "";
  return typeof description === "string" ? description : "";
}

function examples({ method, path, operation }: Entry): string[] {
  const address = `"$BASE${path.replace(/\{(\w+)\}/g, (_whole, name: string) => exampleOf(operation, name))}"`;
  if (method === "GET") return [`curl ${address}`];
  const body = bodyOf(operation);
  const json = `curl ${address} \\\n  --json '${JSON.stringify(body?.example)}'`;
  const streams = "text/event-stream" in (responsesOf(operation)["200"]?.content ?? {});
  return streams ? [json, json.replace("curl ", "curl -N -H 'Accept: text/event-stream' ")] : [json];
}

function exampleOf(operation: Operation, name: string): string {
  for (const parameter of operation.parameters ?? []) {
    if (!("name" in parameter) || parameter.name !== name) continue;
    const { schema } = parameter;
    if (schema !== undefined && "example" in schema) return String(schema.example);
  }
  return name;
}

/** Paragraphs and `- ` lists, the only Markdown that descriptions here use. */
function prose(text: string): Markup[] {
  return text
    .split(/\n{2,}/)
    .filter((block) => block !== "")
    .map((block) =>
      block.startsWith("- ")
        ? html`<ul>${block.split("\n").map((line) => html`<li>${line.slice(2)}</li>`)}</ul>`
        : html`<p>${block}</p>`,
    );
}
