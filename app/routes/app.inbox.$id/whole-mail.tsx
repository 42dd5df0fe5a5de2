import { useState } from "react";
import { useJson } from "#app/components/use-json.ts";

/** What is not shown of a mail, for whoever wants to read it: the text it quotes, and how it was laid out. */
export function WholeMail({ id }: { id: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="tl-whole-mail" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>Show quoted text</summary>
      {isOpen && <Frame id={id} />}
    </details>
  );
}

/** It was cleaned when it came. The frame lets nothing run or load all the same: it has no origin and no script. */
function Frame({ id }: { id: string }) {
  const read = useJson<{ html: string }>(`/app/mails/${id}`);
  if (!read) return <p className="tl-quiet">Loading…</p>;
  if (!read.ok) return <p className="tl-quiet">{read.say}</p>;
  return (
    <iframe
      title="The whole mail"
      sandbox="allow-popups"
      srcDoc={page(read.data.html)}
      // Of the newest mail it opens below what is seen.
      onLoad={({ currentTarget }) => currentTarget.scrollIntoView({ block: "nearest" })}
    />
  );
}

const page = (html: string) =>
  `<!doctype html><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="color-scheme" content="light"><style>body{font:14px/1.5 system-ui,sans-serif;margin:8px;overflow-wrap:anywhere}blockquote{margin:0 0 0 8px;padding-left:8px;border-left:2px solid #ccc}table{max-width:100%}</style>${html}`;
