import { randomBytes } from "node:crypto";
import type { Answer } from "../town-types.ts";

export interface GraphFault {
  status?: number;
  type?: string;
  subcode?: number;
  details?: string;
  /** "whatsapp" where `error_data` names the product. */
  product?: string;
  isTransient?: boolean;
}

/** An error in the words of the Graph API: `{"error": {message, type, code, …, fbtrace_id}}`. */
export function graphError(code: number, message: string, fault: GraphFault = {}): Answer {
  const { status = 400, type = "OAuthException", subcode, details, product, isTransient } = fault;
  const data = { ...(product && { messaging_product: product }), ...(details && { details }) };
  return {
    status,
    body: {
      error: {
        message: `(#${code}) ${message}`,
        type,
        code,
        ...(Object.keys(data).length && { error_data: data }),
        ...(subcode && { error_subcode: subcode }),
        ...(isTransient && { is_transient: true }),
        fbtrace_id: randomBytes(8).toString("base64url"),
      },
    },
  };
}

/** A token that is missing, unknown, withdrawn or past its time. */
export const badToken = (expired: boolean): Answer =>
  graphError(
    190,
    expired ? "Error validating access token: Session has expired" : "Invalid OAuth access token.",
    {
      status: 401,
      ...(expired && { subcode: 463 }),
    },
  );

/** An id that is not there, or not for this token: Meta says the same for both. */
export const unknownObject = (method: string, id: string): Answer =>
  graphError(
    100,
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    { type: "GraphMethodException", subcode: 33 },
  );

export const badParameter = (details: string, product?: string): Answer =>
  graphError(100, "Invalid parameter", { details, ...(product && { product }) });
