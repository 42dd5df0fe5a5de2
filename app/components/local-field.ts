/** `datetime-local` speaks of the reader's own clock, without a zone. */
export function toLocalField(at: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What was chosen there, as an ISO time; null where the field is empty. */
export const fromLocalField = (typed: string): string | null =>
  typed ? new Date(typed).toISOString() : null;
