const identityNumber =
  /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/gu;
const mobileNumber = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/gu;
const landlineNumber = /(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)/gu;
const cardNumber = /(?<!\d)\d(?:[ -]?\d){14,18}(?!\d)/gu;
const emailAddress = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gu;
const licencePlate =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?(?=[A-HJ-NP-Z0-9]*\d)[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])/gu;
const introducedName =
  /(?<=我(?:的名字)?叫|我姓名是|本人姓名[::]?|姓名[::]\s?)(?![了着过个他她它你一车外])[\u4e00-\u9fff·]{2,4}(?=[,,。;; ]|$)/gu;

/** Weights and check characters of GB 11643-1999 (ISO 7064 MOD 11-2). */
const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const identityCheckCharacters = "10X98765432";

/**
 * The text with personal information replaced by a bracketed word: citizen identity numbers (by their check
 * character, GB 11643), bank cards (by the Luhn digit), telephone numbers, e-mail addresses, licence plates and
 * names a person gives as theirs. Amounts, years and document numbers stay as they are.
 */
export function maskPersonalInformation(text: string): string {
  return text
    .replace(emailAddress, "〔邮箱〕")
    .replace(identityNumber, (number) => (isIdentityNumber(number) ? "〔身份证号〕" : number))
    .replace(mobileNumber, "〔手机号〕")
    .replace(landlineNumber, "〔电话〕")
    .replace(cardNumber, (number) => (isCardNumber(number) ? "〔银行卡号〕" : number))
    .replace(licencePlate, "〔车牌号〕")
    .replace(introducedName, "〔姓名〕");
}

function isIdentityNumber(number: string): boolean {
  const sum = identityWeights.reduce(
    (total, weight, index) => total + weight * Number(number.charAt(index)),
    0,
  );
  return identityCheckCharacters.charAt(sum % 11) === number.charAt(17).toUpperCase();
}

function isCardNumber(number: string): boolean {
  const digits = Array.from(number.replace(/[ -]/gu, ""), Number).reverse();
  const sum = digits.reduce((total, digit, index) => {
    const doubled = digit * 2;
    return total + (index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
