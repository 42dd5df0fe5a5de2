import type { SyncView } from "#app/desk/sync-progress.ts";

/** How far the first reading of the shop's orders is. Nothing once it is done. */
export function SyncBanner({ sync }: { sync: SyncView }) {
  if (sync.isDone) return null;
  const { orders, expected } = sync;
  const words = expected
    ? `Reading your orders: ${orders.toLocaleString("en")} of about ${expected.toLocaleString("en")}`
    : `Reading your orders: ${orders.toLocaleString("en")} so far`;
  return (
    <div className="tl-sync" role="status">
      <span>{words}. You can work meanwhile.</span>
      <progress
        {...(expected && { value: Math.min(orders, expected), max: expected })}
        aria-label="Orders read"
      />
    </div>
  );
}
