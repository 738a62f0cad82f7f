// What `npm run build:worker` writes and wrangler bundles; the rules in wrangler.toml say how each ending is read.

declare module "*.bundle" {
  const text: string;
  export default text;
}

declare module "*.snapshot" {
  const bytes: ArrayBuffer;
  export default bytes;
}

declare module "cloudflare:workers" {
  /** Variables of wrangler.toml and bindings. */
  export const env: Readonly<Record<string, unknown>>;
}
