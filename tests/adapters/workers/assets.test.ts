import { expect, test } from "vitest";
import { readAssetEmbedderModel } from "../../../src/adapters/workers/asset-embedder-model.ts";
import { assetSnapshotStore } from "../../../src/adapters/workers/asset-snapshot-store.ts";

/** The binding over these files, as workerd gives it. */
function environmentWith(files: Readonly<Record<string, string>>) {
  return {
    ASSETS: {
      fetch: async ({ url }: Request) => {
        const body = files[new URL(url).pathname.slice(1)];
        return body === undefined ? new Response("not found", { status: 404 }) : new Response(body);
      },
    },
  };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

test("the model and the index are read from the assets by their names", async () => {
  const environment = environmentWith({ "embedder.bin": "model", "search-index.snapshot": "index" });
  expect((await readAssetEmbedderModel(environment)).bytes).toEqual(bytesOf("model"));
  expect(await assetSnapshotStore(environment).read()).toEqual(bytesOf("index"));
});

test("what is not there is named, and so is a binding that is missing", async () => {
  const nothing = environmentWith({});
  await expect(readAssetEmbedderModel(nothing)).rejects.toMatchObject({
    code: "configuration_invalid",
    at: "ASSETS/embedder.bin",
  });
  await expect(assetSnapshotStore(nothing).read()).rejects.toThrow("search-index.snapshot：HTTP 404");
  await expect(assetSnapshotStore({}).read()).rejects.toMatchObject({ at: "ASSETS" });
});

test("the index of a build is replaced by no start", async () => {
  const store = assetSnapshotStore(environmentWith({ "search-index.snapshot": "index" }));
  await expect(store.write(bytesOf("other"))).rejects.toThrow("npm run build:worker");
});
