/** A whole message down to its words ("Stop.", " STOP! "): punctuation, case and spaces around them do not count. */
export const bareWords = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    // Phones write "don’t" by themselves.
    .replaceAll("’", "'")
    .replace(/[^\p{L}\p{N}' ]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
