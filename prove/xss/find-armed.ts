/**
 * Runs in the page. Finds what lies in wait there, also in shadow roots, templates and the documents of frames:
 * handlers of events, addresses that run, and whatever would load from, or send to, the canary's server. Beside it all
 * of the page's text.
 */
export function findArmed(host: string): { armed: { id: number | null; detail: string }[]; text: string } {
  const RUNS = /^(javascript|vbscript|livescript|data|blob|file|filesystem|jar|view-source):/i;
  const GOES = [
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "poster",
    "background",
    "srcset",
  ];
  const LEAKS = [...GOES, "style", "ping", "lowsrc", "dynsrc"].filter((name) => name !== "href");
  const armed: { id: number | null; detail: string }[] = [];
  const texts: string[] = [];
  const idIn = (text: string) =>
    Number(/__hit\D{0,12}(\d+)|canary\.example\/(\d+)/.exec(text)?.slice(1).find(Boolean)) || null;
  const note = (element: Element, name: string, value: string) =>
    armed.push({ id: idIn(value), detail: `<${element.localName} ${name}="${value}">` });

  const lookAt = (element: Element) => {
    for (const { name, value } of element.attributes) {
      const plain = value.replaceAll(/[\s\p{C}]/gu, "");
      if (/^on/i.test(name)) note(element, name, value);
      else if (
        GOES.includes(name) &&
        RUNS.test(plain) &&
        (idIn(value) || !/^(data:image|blob:)/i.test(plain))
      )
        note(element, name, value);
      else if (LEAKS.includes(name) && value.includes(host)) note(element, name, value);
      else if (
        name === "href" &&
        value.includes(host) &&
        ["link", "base", "use", "image"].includes(element.localName)
      )
        note(element, name, value);
    }
    if (element.localName === "style" && element.textContent!.includes(host))
      note(element, "text", element.textContent!);
    if (element.localName === "meta" && element.getAttribute("http-equiv")?.toLowerCase() === "refresh")
      note(element, "content", element.getAttribute("content") ?? "");
  };

  const walk = (root: ParentNode) => {
    for (const element of root.querySelectorAll("*")) {
      lookAt(element);
      if (element.shadowRoot) walk(element.shadowRoot);
      if (element instanceof HTMLTemplateElement) walk(element.content);
      const srcdoc = element.getAttribute("srcdoc");
      if (srcdoc) walk(new DOMParser().parseFromString(srcdoc, "text/html"));
    }
    const isOurs = (node: Node) => !["SCRIPT", "STYLE"].includes(node.parentElement?.nodeName ?? "");
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      if (isOurs(node)) texts.push(node.nodeValue!);
    for (const field of root.querySelectorAll("input,textarea"))
      texts.push((field as HTMLInputElement).value);
  };
  walk(document);
  return { armed, text: texts.join("") };
}
