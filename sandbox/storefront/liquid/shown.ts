import { Drop } from "liquidjs";

/** A Liquid object that has fields and also prints and compares as one value, such as `template` or a colour setting. */
export class Shown extends Drop {
  readonly #value: string;
  constructor(value: string, fields: object) {
    super();
    this.#value = value;
    Object.assign(this, fields);
  }
  override valueOf(): string {
    return this.#value;
  }
  override toString(): string {
    return this.#value;
  }
  toJSON(): string {
    return this.#value;
  }
}
