import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StatuteRecord } from "../../retrieval/statute-record.ts";
import type { Report } from "../report.ts";
import { ablationPlot } from "./ablation-plot.ts";
import { languages } from "./plot-card.ts";
import { statutePlot } from "./statute-plot.ts";

/** Kept with the code, for those who read about it. */
const directory = join(import.meta.dirname, "../../plots");

export function writeAblationPlots(report: Pick<Report, "systems" | "ablations">): void {
  write("ablation", (language) => ablationPlot(report, language));
}

export function writeStatutePlots(record: StatuteRecord): void {
  write("statutes", (language) => statutePlot(record, language));
}

function write(name: string, plot: (language: (typeof languages)[number]) => string): void {
  mkdirSync(directory, { recursive: true });
  for (const language of languages) writeFileSync(join(directory, `${name}.${language}.svg`), plot(language));
}
