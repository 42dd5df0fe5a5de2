import { useState } from "react";
import { Button } from "./button.tsx";

interface Props {
  path: string;
  name: string;
  children: string;
}

/** Saves a file from one of our own addresses. Fetched rather than linked to: App Bridge adds the token to a fetch only. */
export function Download({ path, name, children }: Props) {
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const save = async () => {
    setIsBusy(true);
    setFault(await fetchAndSave(path, name));
    setIsBusy(false);
  };
  return (
    <>
      <Button small isBusy={isBusy} onClick={() => void save()}>
        {children}
      </Button>
      {fault && (
        <span role="alert" className="tl-bad">
          {" "}
          {fault}
        </span>
      )}
    </>
  );
}

/** Returns what went wrong, in words. */
async function fetchAndSave(path: string, name: string): Promise<string | null> {
  const answer = await fetch(path).catch(() => null);
  if (!answer?.ok) return answer?.status === 404 ? "It is not there any more." : "It could not be fetched.";
  const address = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
  return null;
}
