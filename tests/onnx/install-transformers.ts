import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Installs what runs ONNX models, by the very command that users are told, unless it is there. */
export default async function installTransformers(): Promise<void> {
  try {
    import.meta.resolve("@huggingface/transformers");
  } catch {
    await promisify(execFile)("npm", ["run", "install:onnx"], { shell: process.platform === "win32" });
  }
}
