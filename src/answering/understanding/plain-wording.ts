/** What runs in a page and nobody reads. */
const programs = /<(script|style)\b[^<>]{0,300}>.{0,2000}?<\/\1\s*>/giu;
const markup = /<\/?[a-z][^<>]{0,300}>/giu;
/** 老老老小区 and 啊啊啊啊: a character is not meant three times. */
const stammer = /(\p{Script=Han})\1{2,}/gu;

/** What is said, without the markup it was copied with and without characters held down. */
export function plainWording(text: string): string {
  return text.replace(programs, " ").replace(markup, " ").replace(stammer, "$1").trim();
}
