import { readEmbedderModel } from "../../src/adapters/node/read-embedder-model.ts";
import { createTrainedEmbedder } from "../../src/search/trained-embedder.ts";

const { bytes, name } = await readEmbedderModel();

/** The embedder the service uses, with the model it ships. */
export const builtInEmbedder = createTrainedEmbedder(bytes, name);
