import { TiaowenError } from "../../../domain/errors.ts";

/** @throws TiaowenError `configuration_invalid` naming the word that no option or argument fits */
export function readWords<Words>(read: () => Words): Words {
  try {
    return read();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new TiaowenError("configuration_invalid", `命令行参数不合法:${message}`, {
      at: "command line",
      cause,
    });
  }
}
