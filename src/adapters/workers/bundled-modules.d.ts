// What `npm run build:worker` writes and wrangler bundles; the rule in wrangler.toml says how the ending is read.

declare module "*.bundle" {
  const text: string;
  export default text;
}

declare module "cloudflare:workers" {
  /** Variables of wrangler.toml and bindings. */
  export const env: Readonly<Record<string, unknown>>;
}
