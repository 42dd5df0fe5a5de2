/** Tells the shopper's other tabs, and hears from them: `tell("outbox")`, `onHear("outbox")`. */
export function openTabs(onHear) {
  addEventListener("storage", ({ key }) => key?.startsWith("threadline:") && onHear(key.slice(11)));
  if (!window.BroadcastChannel) return () => 0;
  const channel = new BroadcastChannel("threadline");
  channel.onmessage = ({ data }) => onHear(data);
  return (what) => channel.postMessage(what);
}
