/** Longer replies than any that is asked for are read up to here. */
const readableLength = 200_000;
/** Brackets that lead to no JSON cost a scan of the rest each. */
const failureLimit = 50;

/**
 * The JSON objects and arrays that stand in a text, in order, none within another. Models put them into code
 * fences, between words or after their thoughts, leave a comma behind the last item or a line break in a string.
 */
export function jsonValuesIn(text: string): unknown[] {
  // A control character is white space between tokens and a fault within a string; a space is right in both.
  const readable = text.slice(0, readableLength).replace(/\p{Cc}/gu, " ");
  const values: unknown[] = [];
  let failures = 0;
  let position = 0;
  while (failures < failureLimit) {
    const start = nextOpening(readable, position);
    if (start === null) break;
    const end = closingOf(readable, start);
    const parsed = end === null ? null : parsedOrNull(readable.slice(start, end));
    if (end !== null && parsed !== null) values.push(parsed);
    else failures += 1;
    position = end !== null && parsed !== null ? end : start + 1;
  }
  return values;
}

function nextOpening(text: string, from: number): number | null {
  for (let position = from; position < text.length; position += 1) {
    const character = text[position];
    if (character === "{" || character === "[") return position;
  }
  return null;
}

/** Just after the bracket that closes the one at `start`; null where none does. */
function closingOf(text: string, start: number): number | null {
  let depth = 0;
  let isInString = false;
  for (let position = start; position < text.length; position += 1) {
    const character = text[position];
    if (isInString) {
      if (character === "\\") position += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return position + 1;
    }
  }
  return null;
}

const stringOrLastComma = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g;

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json.replace(stringOrLastComma, (found) => (found === "," ? "" : found)));
  } catch {
    return null;
  }
}
