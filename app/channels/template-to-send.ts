import { z } from "zod";
import { countVariables, fillIn } from "#app/channels/whatsapp-template.ts";

/** An approved template that can be sent from a conversation. */
export interface SendableTemplate {
  name: string;
  /** As Meta writes it: en_US. */
  language: string;
  category: "utility" | "marketing";
  header: string | null;
  body: string;
  footer: string | null;
  /** What stands on its buttons. */
  buttons: string[];
  /** How many {{1}}, {{2}} its body has. */
  variables: number;
}

const Component = z.object({
  type: z.string().transform((type) => type.toLowerCase()),
  format: z.string().nullish(),
  text: z.string().nullish(),
  buttons: z
    .array(z.object({ type: z.string(), text: z.string(), url: z.string().nullish() }))
    .nullish()
    .catch(null),
});

interface Kept {
  name: string;
  language: string;
  category: string;
  components: unknown;
}

/**
 * A template as staff may send it, or null where more must be given than the words of its body: a picture above, a
 * variable in the header or in a button's link, a code; or where its variables have names.
 */
export function sendableTemplate({ name, language, category, components }: Kept): SendableTemplate | null {
  const read = z.array(Component).safeParse(components);
  if (!read.success || (category !== "utility" && category !== "marketing")) return null;
  const [header, body, footer, buttons] = ["header", "body", "footer", "buttons"].map((type) =>
    read.data.find((component) => component.type === type),
  );
  const variables = body?.text ? countVariables(body.text) : null;
  const pressed = buttons?.buttons ?? [];
  const isPlain =
    (!header || (header.format ?? "TEXT") === "TEXT") &&
    ![header?.text, ...pressed.map(({ url }) => url)].some((text) => text?.includes("{{")) &&
    pressed.every(({ type }) => PLAIN_BUTTONS.includes(type.toUpperCase()));
  if (!isPlain || variables === null || NAMED.test(body!.text!)) return null;
  return {
    ...{ name, language, category, variables },
    header: header?.text ?? null,
    body: body!.text!,
    footer: footer?.text ?? null,
    buttons: pressed.map(({ text }) => text),
  };
}

const PLAIN_BUTTONS = ["QUICK_REPLY", "URL", "PHONE_NUMBER"];
/** {{first_name}} */
const NAMED = /\{\{\s*[a-z_]/i;

/** As the shopper will read it. */
export const templateText = (
  { header, body, footer }: Pick<SendableTemplate, "header" | "body" | "footer">,
  values: string[],
): string => [header, fillIn(body, values), footer].filter(Boolean).join("\n\n");
