import { askCommand } from "../adapters/node/commands/ask-command.ts";
import { ingestCommand } from "../adapters/node/commands/ingest-command.ts";
import { placedMessage, TiaowenError } from "../domain/errors.ts";

const commands: Record<string, (words: string[]) => Promise<number>> = {
  ask: askCommand,
  ingest: ingestCommand,
};

try {
  const [name = "", ...words] = process.argv.slice(2);
  const command = commands[name];
  if (command === undefined) throw new TiaowenError("configuration_invalid", "用法:cli.ts ask|ingest …");
  process.exitCode = await command(words);
} catch (error) {
  if (!(error instanceof TiaowenError)) throw error;
  process.stderr.write(`${placedMessage(error)}\n`);
  process.exitCode = 2;
}
