interface Named {
  firstName: string | null;
  lastName: string | null;
}

/** What staff see: the name, else a way to reach the person, else null (the page says "Visitor" in its own words). */
export function displayName(customer: Named, contact?: string | null): string | null {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ").trim();
  return name || contact || null;
}
