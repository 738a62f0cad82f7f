import { startService } from "../adapters/node/start-service.ts";

await startService(process.env);
