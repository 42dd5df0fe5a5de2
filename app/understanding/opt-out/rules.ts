/** How one language asks to hear no more, over text as `plainWords` leaves it. */
export interface OptOutRules {
  /** Says it whatever else is said. */
  certain: RegExp[];
  /** Says it unless the words speak of an order, a subscription box or a thing (`about`). */
  unlessAbout: RegExp[];
  about: RegExp;
  /** May say it, whatever else is said: a person is to read it. */
  doubt: RegExp[];
  /** Words of ending or refusing not far before words of writing: may say it too, unless `about`. */
  loose: RegExp[];
  /** Speaks of promotions alone: order updates may go on. */
  /** A word of ending or refusing and a word of writing, anywhere in a short message: may say it, unless `about`. */
  ending: RegExp;
  writing: RegExp;
  promotions: RegExp;
  emails: RegExp;
  texts: RegExp;
}

/** Alternatives, each of whole words. */
export const words = (...patterns: string[]): RegExp => new RegExp(`\\b(?:${patterns.join("|")})\\b`, "u");

/** Alternatives for a whole message. */
export const whole = (...patterns: string[]): RegExp => new RegExp(`^(?:${patterns.join("|")})$`, "u");

/** One of `first`, and one of `then` at most so many words later. */
export const near = (first: string, most: number, then: string): RegExp =>
  new RegExp(`\\b(?:${first})(?: [\\p{L}\\p{N}]+){0,${most}} (?:${then})(?![\\p{L}\\p{N}])`, "u");
