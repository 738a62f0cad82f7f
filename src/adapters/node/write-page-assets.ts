import { readPageAssets } from "./page-assets.ts";

process.stdout.write(JSON.stringify([...(await readPageAssets())]));
