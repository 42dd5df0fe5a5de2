/** Runs in the page: React has taken it over, and its effects have run. Keys and clicks before that are lost. */
export async function isAlive(): Promise<boolean> {
  const main = document.querySelector("main");
  if (!main || !Object.keys(main).some((key) => key.startsWith("__react"))) return false;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  return true;
}
