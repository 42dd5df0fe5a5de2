const KEPT = "threadline:track";

/** Asks the app through the shop's own address. The answer, or null where none of ours came. */
export async function ask({ proxy, locale }, door, fields) {
  try {
    const response = await fetch(`${proxy}/track/${door}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...fields, locale, session: ask.session() }),
      signal: AbortSignal.timeout?.(20000),
    });
    const answer = await response.json();
    if (answer.session) keep(answer.session);
    return response.ok || answer.say ? answer : null;
  } catch {
    // No connection, or a page of the shop's where our answer should be.
    return null;
  }
}

/** What was proven in this tab, for a little while; null where the browser keeps nothing. */
ask.session = () => {
  try {
    return sessionStorage.getItem(KEPT) || ask.kept || null;
  } catch {
    return ask.kept || null;
  }
};

function keep(session) {
  ask.kept = session;
  try {
    sessionStorage.setItem(KEPT, session);
  } catch {
    // Then this page remembers for as long as it is open.
    return;
  }
}
