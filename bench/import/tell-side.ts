/** Does the work and sends the parent how many seconds it took, of processor time as well, and the most megabytes held. */
export async function tellSide(work: () => Promise<void>): Promise<void> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  process.send!({
    seconds: (performance.now() - startedAt) / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
    peakMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  });
}
