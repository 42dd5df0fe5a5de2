/** Calls `tell` now and after every change at or below the elements of that name, once for changes made together. */
export function watch(names: string, tell: () => void): void {
  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      tell();
    });
  };
  const concerns = (node: Node): boolean => {
    const element = node instanceof Element ? node : node.parentElement;
    return Boolean(element?.closest(names) || element?.querySelector(names));
  };
  new MutationObserver((changes) => {
    const touched = changes.some(
      ({ target, addedNodes, removedNodes }) =>
        (target instanceof Element && target.closest(names)) ||
        (target.parentElement?.closest(names) ?? false) ||
        [...addedNodes, ...removedNodes].some(concerns),
    );
    if (touched) soon();
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  soon();
}
