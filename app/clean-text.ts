/** Text as PostgreSQL can keep it: without NUL, and with lone halves of surrogate pairs replaced. */
export const cleanText = (text: string): string => text.toWellFormed().replaceAll("\u0000", "");
