import { z } from "zod";
import type { CustomerRecord } from "#app/customers/customer-record.ts";
import { normaliseEmail } from "#app/customers/email.ts";
import { normalisePhone } from "#app/customers/phone.ts";
import { instant, readId, recordOf, text, toldText } from "#app/payload.ts";

/** Maps `customers/create`, `customers/update` and the `customer` inside an order. Null where there is no id. */
export function customerFromWebhook(payload: unknown): CustomerRecord | null {
  const read = shape.safeParse(payload);
  if (!read.success) return null;
  const told = read.data;
  const id = readId(told.admin_graphql_api_id, told.id);
  if (!id) return null;
  const place = told.default_address;
  const country = place?.country_code ?? null;
  return {
    id,
    updatedAt: told.updated_at ?? told.created_at ?? EARLIEST,
    firstName: told.first_name,
    lastName: told.last_name,
    email: told.email && normaliseEmail(told.email),
    phone: told.phone && normalisePhone(told.phone, country),
    note: told.note,
    ...(place && { country, province: place.province_code }),
  };
}

const shape = z.object({
  id: text,
  admin_graphql_api_id: text,
  created_at: instant,
  updated_at: instant,
  first_name: toldText,
  last_name: toldText,
  email: toldText,
  phone: toldText,
  note: toldText,
  default_address: recordOf({ country_code: text, province_code: text }),
});

const EARLIEST = new Date(0);
