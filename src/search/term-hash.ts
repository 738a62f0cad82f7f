/** FNV-1a over code units, its bits mixed so that the low ones depend on all. */
export function termHash(term: string): number {
  let state = 0x811c9dc5;
  for (let position = 0; position < term.length; position++) {
    state = Math.imul(state ^ term.charCodeAt(position), 0x01000193);
  }
  return (state ^ (state >>> 15)) >>> 0;
}
