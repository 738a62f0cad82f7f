import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod";
import { createKernels } from "./kernels.ts";
import { type ThreadSetup, TrainingThread } from "./training-thread.ts";

const setup = workerData as ThreadSetup;
const kernels = createKernels(setup.memory, setup.plan.pages);
const thread = new TrainingThread(setup, kernels);

const commandSchema = z.discriminatedUnion("name", [
  z.object({ name: z.literal("train"), from: z.int(), until: z.int() }),
  z.object({
    name: z.literal("embed"),
    firstText: z.int(),
    count: z.int(),
    purpose: z.enum(["question", "passage"]),
    firstVector: z.int(),
  }),
]);
export type ThreadCommand = z.infer<typeof commandSchema>;

parentPort?.on("message", (message) => {
  const command = commandSchema.parse(message);
  if (command.name === "train") {
    for (let step = command.from; step < command.until; step++) thread.train(step);
  } else {
    thread.embed(command);
  }
  parentPort?.postMessage("done");
});
