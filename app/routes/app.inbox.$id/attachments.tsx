import { Button } from "#app/components/button.tsx";
import { Sign } from "#app/components/sign.tsx";
import { CHOOSABLE, isPicture, sayKind, saySize } from "#app/files/file-kinds.ts";
import type { useAttachments } from "./use-attachments.ts";
import type { AttachedFile } from "./use-draft.ts";

interface Props {
  files: AttachedFile[];
  held: ReturnType<typeof useAttachments>;
  onDetach(id: string): void;
}

/** What will go out with the reply: kept already, on its way, or not taken and why. */
export function Attachments({ files, held, onDetach }: Props) {
  if (!files.length && !held.uploads.length && !held.say) return null;
  return (
    <div className="tl-attached">
      <ul aria-label="Attached files">
        {files.map((file) => (
          <li key={file.id}>
            {isPicture(file.contentType) && <img src={file.url} alt="" width={40} height={40} />}
            <span className="tl-attached-name">{file.name ?? sayKind(file.contentType)}</span>
            <span className="tl-quiet">{saySize(file.bytes)}</span>
            <Remove name={file.name ?? "file"} onClick={() => onDetach(file.id)} />
          </li>
        ))}
        {held.uploads.map(({ key, name, progress, say }) => (
          <li key={key} data-tone={say ? "bad" : undefined}>
            <span className="tl-attached-name">{name}</span>
            {say ? (
              <>
                <span role="alert">{say}</span>
                <Button small onClick={() => held.retry(key)} label={`Try again: ${name}`}>
                  Try again
                </Button>
              </>
            ) : (
              <progress max={1} value={progress} aria-label={`Uploading ${name}`} />
            )}
            <Remove name={name} onClick={() => held.remove(key)} />
          </li>
        ))}
      </ul>
      {held.say && (
        <p role="alert" className="tl-attached-fault">
          {held.say}
        </p>
      )}
    </div>
  );
}

function Remove({ name, onClick }: { name: string; onClick(): void }) {
  return (
    <button type="button" className="tl-attached-remove" onClick={onClick} aria-label={`Remove ${name}`}>
      <Sign name="close" />
    </button>
  );
}

/** Opens the system's own window to choose files; a label, so that a press anywhere on it counts. */
export function AttachButton({ onFiles }: { onFiles(files: File[]): void }) {
  return (
    <label className="tl-attach">
      <input
        type="file"
        multiple
        accept={CHOOSABLE}
        className="tl-heard"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          event.target.value = "";
        }}
      />
      <Sign name="attach" />
      Attach
    </label>
  );
}
