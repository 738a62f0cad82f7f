import { enableCompileCache } from "node:module";

// Half of a start goes into taking the types out of modules and compiling them; the next start finds that done.
enableCompileCache();
const { startService } = await import("../adapters/node/start-service.ts");
await startService(process.env);
