import { useCallback, useEffect, useRef, useState } from "react";
import { useSessionToken } from "#app/components/toast.ts";
import { LARGEST_FILE, MOST_FILES, SAY_REFUSAL } from "#app/files/file-kinds.ts";
import type { AttachedFile, useDraft } from "./use-draft.ts";

/** One that is on its way to us, or did not get there. */
export interface Upload {
  key: string;
  name: string;
  /** Of the whole, 0 to 1. */
  progress: number;
  /** Why it failed; null while it is under way. */
  say: string | null;
}

interface Sending extends Upload {
  file: File;
  request: XMLHttpRequest | null;
}

/** Files beside a draft: each is uploaded at once, and belongs to the draft as soon as it is kept. */
export function useAttachments(draft: ReturnType<typeof useDraft>) {
  const [uploads, setUploads] = useState<Sending[]>([]);
  const [say, setSay] = useState<string | null>(null);
  const tokenOf = useSessionToken();
  const change = useCallback((key: string, part: Partial<Sending> | null) => {
    setUploads((all) =>
      part
        ? all.map((one) => (one.key === key ? { ...one, ...part } : one))
        : all.filter((one) => one.key !== key),
    );
  }, []);
  const upload = useCallback(
    async ({ key, file }: Sending) => {
      change(key, { say: null, progress: 0 });
      const request = new XMLHttpRequest();
      change(key, { request });
      const answer = await post(request, file, await tokenOf(), (progress) => change(key, { progress }));
      if (!answer.file) return change(key, { say: answer.say });
      change(key, null);
      draft.attach(answer.file);
    },
    [change, draft, tokenOf],
  );
  const held = useRef(0);
  held.current = (draft.draft.files?.length ?? 0) + uploads.length;
  const add = (files: File[]) => {
    const taken = files.slice(0, MOST_FILES - held.current);
    setSay(taken.length < files.length ? `A message can have ${MOST_FILES} files.` : null);
    for (const file of taken) {
      const fresh: Sending = {
        key: crypto.randomUUID(),
        name: file.name,
        progress: 0,
        say: null,
        file,
        request: null,
      };
      const fault =
        file.size > LARGEST_FILE ? SAY_REFUSAL["too-large"] : file.size ? null : SAY_REFUSAL.empty;
      setUploads((all) => [...all, { ...fresh, say: fault }]);
      if (!fault) void upload(fresh);
    }
  };
  const remove = (key: string) => {
    uploads.find((one) => one.key === key)?.request?.abort();
    change(key, null);
  };
  const retry = (key: string) => {
    const one = uploads.find((other) => other.key === key);
    if (one) void upload(one);
  };
  useAbortOnLeave(uploads);
  return { uploads, say, add, remove, retry, isBusy: uploads.some((one) => one.say === null) };
}

function useAbortOnLeave(uploads: Sending[]) {
  const newest = useRef(uploads);
  newest.current = uploads;
  useEffect(
    () => () => {
      for (const { request } of newest.current) request?.abort();
    },
    [],
  );
}

interface Answer {
  file: AttachedFile | null;
  say: string;
}

/** XMLHttpRequest, for it alone tells how far an upload has come; App Bridge adds its token to fetch only. */
function post(
  request: XMLHttpRequest,
  file: File,
  token: string,
  onProgress: (progress: number) => void,
): Promise<Answer> {
  return new Promise((settle) => {
    request.open("POST", `/app/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onloadend = () => {
      const { file: kept = null, say = UNREACHED } = (request.response ?? {}) as Partial<Answer>;
      settle({ file: kept, say });
    };
    request.send(file);
  });
}

const UNREACHED = "It could not be uploaded.";
