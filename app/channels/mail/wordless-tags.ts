/** What stands in these is no words of a mail's, whether it is shown or read as text. */
export const WORDLESS_TAGS = "script style textarea option noscript title head svg math template".split(" ");

/** Deeper than this nobody writes: what is nested further is a bomb for whoever reads it. */
export const DEEPEST_NESTING = 60;
