import { openAssistant } from "./open-assistant.ts";
import { readSettings } from "./settings.ts";

await openAssistant(readSettings(process.env), { warn: () => {} });
