import type { EmbedderModelFile } from "../../answering/open-services.ts";
import { readAsset } from "./read-asset.ts";

/** Where the build puts the model. */
export const embedderModelName = "embedder.bin";

/** @throws TiaowenError `configuration_invalid` where the ASSETS binding or the model in it is missing */
export async function readAssetEmbedderModel(environment: unknown): Promise<EmbedderModelFile> {
  return { name: embedderModelName, bytes: await readAsset(environment, embedderModelName) };
}
