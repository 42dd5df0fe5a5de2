import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { SECOND } from "#app/clock.ts";
import { env } from "#app/env.server.ts";
import type { FileStore } from "#app/files/file-store.server.ts";

/** A bucket of any S3-compatible store, by FILES_S3_*. Without a key, the machine's own role signs (AWS). */
export function s3Store(): FileStore {
  const { bucket, client } = opened();
  const send = <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    ask(AbortSignal.timeout(30 * SECOND));
  return {
    name: "s3",
    put: async (key, sealed) => {
      const put = new PutObjectCommand({ Bucket: bucket, Key: key, Body: sealed, ContentType: SEALED });
      await send((abortSignal) => client.send(put, { abortSignal }));
    },
    get: (key) => send((abortSignal) => getObject(client, { Bucket: bucket, Key: key }, abortSignal)),
    drop: async (key) => {
      const remove = new DeleteObjectCommand({ Bucket: bucket, Key: key });
      await send((abortSignal) => client.send(remove, { abortSignal }));
    },
  };
}

const SEALED = "application/octet-stream";

async function getObject(client: S3Client, where: { Bucket: string; Key: string }, abortSignal: AbortSignal) {
  try {
    const { Body } = await client.send(new GetObjectCommand(where), { abortSignal });
    return Body ? Buffer.from(await Body.transformToByteArray()) : null;
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

let known: { bucket: string; client: S3Client } | null = null;

/** Held open: a client keeps its connections. */
function opened() {
  known ??= open();
  return known;
}

function open() {
  const { FILES_S3_BUCKET: bucket, FILES_S3_KEY: accessKeyId, FILES_S3_SECRET: secretAccessKey } = env;
  if (!bucket) throw new Error("files stand in S3, and FILES_S3_BUCKET is not set");
  const client = new S3Client({
    region: env.FILES_S3_REGION,
    ...(env.FILES_S3_ENDPOINT && { endpoint: env.FILES_S3_ENDPOINT, forcePathStyle: true }),
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    // Stores that are not Amazon's refuse the checksums that newer clients add by themselves.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return { bucket, client };
}
