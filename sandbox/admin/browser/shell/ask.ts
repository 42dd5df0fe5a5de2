/** JSON of the shell's own doors; with a body it posts. */
export async function askJson<T>(path: string, query: Record<string, string>, body?: object): Promise<T> {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`, {
    method: body ? "POST" : "GET",
    headers: body ? { "content-type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
