let tries = 0;

/** The panel's script, once; a failed attempt may be repeated (browsers remember a failed import(), not a failed tag). */
export function loadPanel(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = tries++ ? `${address}${address.includes("?") ? "&" : "?"}try=${tries}` : address;
    script.onload = () => (window.threadline.mount ? resolve(window.threadline.mount) : reject());
    script.onerror = reject;
    document.head.append(script);
  });
}
