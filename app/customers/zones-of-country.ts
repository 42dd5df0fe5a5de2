/** Every time zone of a country, by the Unicode CLDR that comes with the runtime; none for a code it does not know. */
export function zonesOfCountry(country: string): string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  // ECMA-402, Intl Locale Info; TypeScript does not know it yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined };
  return locale.getTimeZones?.() ?? [];
}
