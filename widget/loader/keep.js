const memory = {};
const refused = {};

/** What was kept under `threadline:<name>`, or null. Where the browser keeps nothing, the page remembers. */
export function read(name) {
  if (!refused[name])
    try {
      return localStorage.getItem(`threadline:${name}`);
    } catch {
      refused[name] = 1;
    }
  return memory[name] ?? null;
}

/** Keeps a string; an empty one or null forgets it. */
export function write(name, value) {
  memory[name] = value || null;
  try {
    if (value) localStorage.setItem(`threadline:${name}`, value);
    else localStorage.removeItem(`threadline:${name}`);
    refused[name] = 0;
  } catch {
    refused[name] = 1;
  }
}
