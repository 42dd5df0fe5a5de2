/** What the choices that we offer are called when they come back pressed. Those that end with a colon name a thing, too. */
export const WHERE = "where";
export const A_PERSON = "person";
export const OTHER_ORDER = "other-order";
export const NOT_HERE = "not-here";
export const ORDER = "order:";
export const PROVE_AGAIN = "again:";
export const PROVE_PARCEL_AGAIN = "again-parcel:";
export const FOLLOW = "follow:";
export const UNFOLLOW = "unfollow:";

const OURS = [
  ...[WHERE, A_PERSON, OTHER_ORDER, NOT_HERE],
  ...[ORDER, PROVE_AGAIN, PROVE_PARCEL_AGAIN, FOLLOW, UNFOLLOW],
];

/** What somebody else gave an id (a template's button, a Page's menu) says no more than the words that stand on it. */
export const isOurChoice = (id: string): boolean =>
  OURS.some((ours) => (ours.endsWith(":") ? id.startsWith(ours) : id === ours));
