/** A body that makes no sense and will make none tomorrow: it is parked at once, with this reason in words. */
export class Unreadable extends Error {
  override name = "Unreadable";
}
