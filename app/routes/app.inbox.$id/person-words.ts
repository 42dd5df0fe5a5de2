import type { PersonCard } from "#app/desk/one-person.ts";

/** A name, else a way to reach them, else what they are to us. */
export const nameOf = ({ name, contacts }: PersonCard): string => name ?? contacts[0]?.value ?? "Visitor";

/** "same phone +1 415 …", for what two people have in common. */
export const sayShared = (shared: { kind: string; value: string }[]): string =>
  shared.map(({ kind, value }) => `same ${kind} ${value}`).join(", ");
