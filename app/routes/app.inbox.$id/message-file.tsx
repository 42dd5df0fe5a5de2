import { sayNotShown } from "#app/components/file-words.ts";
import type { FileView } from "#app/conversations/message.ts";
import { isPicture, sayKind, saySize } from "#app/files/file-kinds.ts";

/** A file of a message: a picture in place, anything else to be saved, and what is not there with its reason. */
export function MessageFile({ file, author }: { file: FileView; author: string }) {
  const kind = sayKind(file.contentType);
  if (file.state === "waiting") return <p className="tl-file tl-quiet">{kind} is being fetched…</p>;
  if (file.state === "failed")
    return (
      <p className="tl-file" data-tone="bad">
        <strong>{file.name ?? kind} not shown.</strong> {sayNotShown(file.reason)}
      </p>
    );
  if (!isPicture(file.contentType))
    return (
      <a href={file.url} download={file.name ?? ""} rel="noopener noreferrer" className="tl-file">
        <strong>{file.name ?? kind}</strong>
        <span className="tl-quiet">{`${kind}, ${saySize(file.bytes)}`}</span>
      </a>
    );
  return (
    <a href={file.url} target="_blank" rel="noopener noreferrer" className="tl-picture">
      <img
        src={file.url}
        alt={file.name ?? `Picture from ${author}`}
        width={file.width ?? 240}
        height={file.height ?? 180}
        loading="lazy"
      />
    </a>
  );
}
