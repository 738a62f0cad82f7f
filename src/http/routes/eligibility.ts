import { createRoute } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import * as z from "zod";
import { profileSchema } from "../../eligibility/facts/fact-value.ts";
import type { FactVocabulary } from "../../eligibility/facts/fact-vocabulary.ts";
import { eligibilitySchema } from "../eligibility-resources.ts";
import { eligibilityRequestSchema, matchApplicant, matchingOf } from "../match-applicant.ts";
import { bodyProblems, serviceProblems, tags } from "../openapi.ts";
import { serving } from "../readiness.ts";
import { jsonBody, jsonRequest } from "../request-body.ts";
import { revalidated } from "../response-headers.ts";
import type { RouteServices, ServiceApp } from "../service-app.ts";

const matchRoute = createRoute({
  method: "post",
  path: "/v1/eligibility",
  operationId: "matchApplicant",
  tags: [tags.eligibility],
  summary: "说说情况,看能申领什么、为什么",
  description: `没有说到的情况一律当作不知道,不据此下结论。

连续追问:把 nextQuestion 的答案并入 profile,不想答的并入 skipped,连同 description 再请求一次,直到 nextQuestion 为 null。说过的、跳过的不会再问。

description 中前后矛盾的话和不可能有的数不作数,列在 problems 中;profile 有错则返回 422。`,
  middleware: jsonBody,
  request: jsonRequest(eligibilityRequestSchema, {
    description: "我们是做软件的小公司,去年刚评上高企",
    profile: { employees: 30 },
  }),
  responses: {
    200: { description: "匹配的结果", content: { "application/json": { schema: eligibilitySchema } } },
    ...bodyProblems,
  },
});

const schemaRoute = createRoute({
  method: "get",
  path: "/v1/eligibility/schema",
  operationId: "getEligibilitySchema",
  tags: [tags.eligibility],
  summary: "可以说明的情况:名称、含义和取值",
  description: "profile 的 JSON Schema(2020-12)。",
  middleware: etag(),
  responses: {
    200: {
      description: "JSON Schema",
      content: { "application/json": { schema: z.record(z.string(), z.unknown()) } },
    },
    ...serviceProblems,
  },
});

/** Made once for each vocabulary: it is the same for everybody, and takes as long as a few matchings. */
const schemas = new WeakMap<FactVocabulary, Record<string, unknown>>();

export function addEligibilityRoutes(app: ServiceApp, { readiness, log, now }: RouteServices): void {
  app.openapi(matchRoute, (c) => {
    const service = serving(readiness);
    return c.json(matchApplicant(c.req.valid("json"), service, matchingOf(service, log), now()), 200);
  });

  app.openapi(schemaRoute, (c) => {
    const { vocabulary } = matchingOf(serving(readiness), log);
    const schema = schemas.get(vocabulary) ?? { ...z.toJSONSchema(profileSchema(vocabulary)) };
    schemas.set(vocabulary, schema);
    return c.json(schema, 200, revalidated);
  });
}
