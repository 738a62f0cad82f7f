// Half of a start goes into taking the types out of modules and compiling them; the next start finds that done. Loaded
// before the program and without types of its own: once anything has types to be taken out, what does so stays in memory.
import { enableCompileCache } from "node:module";

enableCompileCache();
