/** What stands in a message's text for what its provider gives no words of. */
export const NOTE = {
  contact: "[contact]",
  location: "[location]",
  basket: "[basket]",
  post: "[shared post]",
  reel: "[shared reel]",
  card: "[card]",
  link: "[link]",
  notPassedOn: "[a kind of message that WhatsApp does not pass on]",
  onlyInApp: "[something that can only be seen in the app itself]",
} as const;

/** Of a file that is not kept: why, and what it was called. */
export const leftOutNote = (words: string): string => `[left out: ${words}]`;

/** What they said themselves: our notes are never heard as their words, "does not pass on" would be taken for a no. */
export function withoutNotes(text: string): string {
  const left = Object.values(NOTE).reduce((said, note) => said.replaceAll(note, " "), text);
  return left.replaceAll(/\[left out: [^\]\n]*\]/g, " ").trim();
}
