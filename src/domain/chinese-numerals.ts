const digitValues: ReadonlyMap<string, number> = new Map(
  [..."零一二三四五六七八九"].map((character, value) => [character, value]),
);

/** Other characters for the same digit: the formal ones of contracts, the round ones of years, the old tens. */
const plainSpelling: ReadonlyMap<string, string> = new Map([
  ["〇", "零"],
  ["○", "零"],
  ["壹", "一"],
  ["贰", "二"],
  ["叁", "三"],
  ["肆", "四"],
  ["伍", "五"],
  ["陆", "六"],
  ["柒", "七"],
  ["捌", "八"],
  ["玖", "九"],
  ["拾", "十"],
  ["佰", "百"],
  ["仟", "千"],
  ["萬", "万"],
  ["億", "亿"],
  ["廿", "二十"],
  ["卅", "三十"],
  ["卌", "四十"],
]);

const digitRow = "一二三四五六七八九";
const arabicNumber = /^(?:\d{1,16}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,8})?$/;
const digitByDigit = /^[零一二三四五六七八九]{2,16}$/;
const belowTenThousand = new RegExp(
  `^零?(?:([${digitRow}])千)?零?(?:([${digitRow}])百)?零?(?:([${digitRow}]?)十)?零?([${digitRow}])?$`,
);
const shortenedTail = new RegExp(`([百千万亿])([${digitRow}])$`);
const exponentOfUnit: ReadonlyMap<string, number> = new Map([
  ["十", 1],
  ["百", 2],
  ["千", 3],
  ["万", 4],
  ["亿", 8],
]);

/**
 * The number that a text spells, whole text and nothing else: `一百二十三`, `二〇二四`, `五点九亿`, `两千`, `廿三`,
 * `3.5`, `590,000,000`, `1亿2000万`, in half- or full-width digits. Null when it is no number, or has more digits
 * than a double keeps.
 */
export function parseChineseNumber(text: string): number | null {
  const plain = plainNumerals(text);
  if (plain === "零") return 0;
  const value = plain === "两" ? 2 : numberWithUnits(plain);
  return value !== null && value <= Number.MAX_SAFE_INTEGER ? value : null;
}

/**
 * Moves the decimal point in decimal, so that 2.15 × 10⁸ is 215000000 exactly, which multiplying doubles is not.
 * @param exponent power of ten, may be negative
 */
export function shiftDecimalPoint(value: number, exponent: number): number {
  const printed = String(value);
  return printed.includes("e") ? value * 10 ** exponent : Number(`${printed}e${exponent}`);
}

/** `一百二十三` for 123; throws a RangeError outside 1 to 9999. */
export function formatChineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 9999) {
    throw new RangeError(`a whole number from 1 to 9999, got ${value}`);
  }
  let spelled = "";
  let zeroPending = false;
  for (const [unit, size] of [
    ["千", 1000],
    ["百", 100],
    ["十", 10],
    ["", 1],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) {
      zeroPending = spelled !== "";
      continue;
    }
    const isLeadingTen = unit === "十" && digit === 1 && spelled === "";
    spelled += `${zeroPending ? "零" : ""}${isLeadingTen ? "" : digitRow.charAt(digit - 1)}${unit}`;
    zeroPending = false;
  }
  return spelled;
}

function plainNumerals(text: string): string {
  let plain = "";
  for (const character of text) {
    const code = character.charCodeAt(0);
    const isFullWidth = (code >= 0xff10 && code <= 0xff19) || code === 0xff0e;
    plain += isFullWidth ? String.fromCharCode(code - 0xfee0) : (plainSpelling.get(character) ?? character);
  }
  // 两 counts only where a unit follows; after one it is a weight: 二十两.
  return plain.replace(/两(?=[百千万亿])/g, "二");
}

/** 亿 binds loosest, then 万, so that 一万二千亿 is (一万二千)亿. */
function numberWithUnits(text: string): number | null {
  for (const unit of ["亿", "万"]) {
    const position = text.lastIndexOf(unit);
    if (position <= 0) continue;
    const head = text.slice(0, position);
    const tail = text.slice(position + 1);
    const exponent = exponentOfUnit.get(unit) ?? 0;
    const headValue = head.includes(unit) ? null : numberWithUnits(head);
    const tailValue = tail === "" ? 0 : (shortened(text, tail) ?? numberWithUnits(tail));
    if (headValue === null || tailValue === null || tailValue >= 10 ** exponent) return null;
    return shiftDecimalPoint(headValue, exponent) + tailValue;
  }
  return decimalNumber(text);
}

/** People say 一万二 for 12,000 and 一百二 for 120: a last digit right after a unit counts tenths of it. */
function shortened(text: string, tail: string): number | null {
  if (tail.length !== 1) return null;
  const match = shortenedTail.exec(text);
  const unit = match?.[1];
  const digit = match?.[2];
  if (unit === undefined || digit === undefined) return null;
  return (digitValues.get(digit) ?? 0) * 10 ** ((exponentOfUnit.get(unit) ?? 0) - 1);
}

function decimalNumber(text: string): number | null {
  const scaled = /^([\d,.]+)([十百千])$/.exec(text);
  if (scaled?.[1] !== undefined && scaled[2] !== undefined) {
    const head = arabic(scaled[1]);
    return head === null ? null : shiftDecimalPoint(head, exponentOfUnit.get(scaled[2]) ?? 0);
  }
  const point = text.indexOf("点");
  if (point < 0) return arabic(text) ?? wholeNumber(text);
  const whole = text.slice(0, point) === "零" ? 0 : wholeNumber(text.slice(0, point));
  const fraction = digits(text.slice(point + 1));
  return whole === null || fraction === null ? null : Number(`${whole}.${fraction}`);
}

function arabic(text: string): number | null {
  return arabicNumber.test(text) ? Number(text.replaceAll(",", "")) : null;
}

function wholeNumber(text: string): number | null {
  if (digitByDigit.test(text) && !/^零[^零]$/.test(text)) return Number(digits(text));
  const match = belowTenThousand.exec(text);
  if (match === null || text === "" || /^零+$/.test(text)) return null;
  const [, thousands, hundreds, tens, ones] = match;
  const tail = ones === undefined ? null : shortened(text, ones);
  return (
    1000 * digit(thousands) +
    100 * digit(hundreds) +
    10 * (tens === "" ? 1 : digit(tens)) +
    (tail ?? digit(ones))
  );
}

function digit(character: string | undefined): number {
  return character === undefined ? 0 : (digitValues.get(character) ?? 0);
}

/** `三四` → `34`; null when a character is no digit. */
function digits(text: string): string | null {
  let printed = "";
  for (const character of text) {
    const value = digitValues.get(character);
    if (value === undefined) return null;
    printed += String(value);
  }
  return printed === "" || printed.length > 8 ? null : printed;
}
