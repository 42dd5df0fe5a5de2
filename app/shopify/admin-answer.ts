/** What Shopify's Admin API said, as a value a caller can act on. Faults of our own making are thrown. */
export type AdminAnswer<TData> =
  | {
      ok: true;
      data: TData;
      /** Paths that came null because protected customer data is not granted to us, e.g. `order.email`. */
      redacted: string[];
    }
  | AdminFailure;

export interface AdminFailure {
  ok: false;
  because: "access-denied" | "uninstalled" | "user-errors" | "unavailable" | "throttled";
  /** What a merchant can do, in a sentence or two. */
  say: string;
  errors: AdminError[];
  /** A change that got no answer: Shopify may have made it. Read before you ask again. */
  maybeDone?: true;
}

export interface AdminError {
  message: string;
  code: string | null;
  /** Dotted; of userErrors the `field`. */
  path: string;
}

/** A GraphQL error as Shopify writes it. */
export interface GraphQLFault {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: unknown };
}

/**
 * Reads an executed answer. A nulled field with ACCESS_DENIED deep in the data is redaction, and the rest stands;
 * where the field that was asked for is itself null, access is what is missing.
 */
export function readAdminAnswer<TData>(
  operation: string,
  data: TData | null | undefined,
  faults: readonly GraphQLFault[],
): AdminAnswer<TData> {
  const errors = faults.map(toError);
  const others = errors.filter((error) => !isDenied(error));
  if (others.length) return readFault(operation, others);
  if (!data || faults.some((fault) => isWholeField(data, fault))) return accessDenied(errors);
  const refused = userErrorsOf(data);
  if (refused.length) return failure("user-errors", refused.map(({ message }) => message).join(" "), refused);
  return { ok: true, data, redacted: errors.map(({ path }) => path) };
}

/** Fields nulled directly below `path`, from the paths that an answer names as withheld. */
export function withheldBelow(redacted: string[], path: string): Set<string> {
  const below = redacted.filter((one) => one.startsWith(`${path}.`));
  return new Set(below.map((one) => one.slice(path.length + 1)));
}

export const isThrottled = (faults: readonly GraphQLFault[]): boolean =>
  faults.some(({ extensions }) => extensions?.code === "THROTTLED");

export const failure = (
  because: AdminFailure["because"],
  say: string,
  errors: AdminError[] = [],
): AdminFailure => ({
  ok: false,
  because,
  say,
  errors,
});

/** An answer without GraphQL in it, by its HTTP status (shopify.dev, "HTTP status codes"); 0: no answer at all. */
export function readStatus(status: number): AdminFailure {
  if (status === 401) return failure("access-denied", `Shopify no longer accepts our access. ${OPEN_APP}`);
  if (status === 402 || status === 423) {
    return failure(
      "unavailable",
      "Shopify has paused this shop. Settle it in Shopify admin; we go on by ourselves.",
    );
  }
  if (status === 403) return failure("access-denied", `Shopify does not let us do this. ${OPEN_APP}`);
  if (status === 404) return failure("uninstalled", "Shopify does not know this shop any more.");
  if (status === 429) return failure("throttled", BUSY);
  return failure(
    "unavailable",
    "Shopify does not answer at the moment. Nothing was lost; try again in a minute.",
  );
}

/** A change was sent and nothing came back. */
export function readUnsure(): AdminFailure {
  const say =
    "Shopify did not answer, so this may or may not be done. Look at it in Shopify admin before trying again.";
  return { ...failure("unavailable", say), maybeDone: true };
}

export const BUSY =
  "Shopify limits how much we may ask of this shop, and other work is ahead. Try again in a minute.";
const OPEN_APP = "Open Threadline in Shopify admin and accept what it asks for.";

/** Protected customer data is refused field by field without a code (shopify.dev, "Work with protected customer data"). */
const isDenied = ({ code, message }: AdminError) =>
  code === "ACCESS_DENIED" || (code === null && /not approved to access/.test(message));

function toError({ message, path, extensions }: GraphQLFault): AdminError {
  return { message, code: String(extensions?.code ?? "") || null, path: (path ?? []).join(".") };
}

function readFault(operation: string, errors: AdminError[]): AdminFailure {
  const code = errors[0]!.code;
  if (code === "INTERNAL_SERVER_ERROR" || code === "TIMEOUT") return { ...readStatus(500), errors };
  if (code === "SHOP_INACTIVE") return { ...readStatus(402), errors };
  throw new Error(
    `${operation} is not what Shopify takes: ${errors.map(({ message }) => message).join("; ")}`,
  );
}

function isWholeField(data: object, { path }: GraphQLFault): boolean {
  const [field] = path ?? [];
  return field === undefined || (data as Record<string, unknown>)[field] == null;
}

function accessDenied(errors: AdminError[]): AdminFailure {
  const isProtected = errors.some(({ message }) => /protected|not approved/i.test(message));
  const say = isProtected
    ? "Shopify has not granted Threadline this customer data. It works without, and says less."
    : `Shopify does not let us read or do this. ${OPEN_APP}`;
  return failure("access-denied", say, errors);
}

/** `userErrors` of every mutation in the answer; orderCancel calls them `orderCancelUserErrors`. */
function userErrorsOf(data: object): AdminError[] {
  return Object.values(data).flatMap((payload: unknown) => {
    if (typeof payload !== "object" || payload === null) return [];
    const lists = Object.entries(payload).filter(([name]) => /userErrors$/i.test(name));
    return lists.flatMap(([, list]) => (Array.isArray(list) ? list.map(toUserError) : []));
  });
}

function toUserError({
  message,
  field,
  code,
}: {
  message: string;
  field?: string[] | null;
  code?: string | null;
}) {
  return { message, code: code ?? null, path: (field ?? []).join(".") };
}
