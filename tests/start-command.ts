import packageJson from "../package.json" with { type: "json" };

/** What `npm start` gives Node, so that tests run the process as people do. */
export const startArguments: readonly string[] = packageJson.scripts.start.split(" ").slice(1);
