import { z } from "zod";
import type { Template } from "#app/channels/channel.ts";
import { fillIn, variablesOf } from "#app/channels/whatsapp-template.ts";

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
  /** What the variables of its body are called, in the order in which they are filled in: 1, 2 or first_name. */
  variables: string[];
  /** A picture stands above its words, another one in each message. */
  hasPicture: boolean;
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
 * A template as staff may send it, or null where more must be given than the words of its body and a picture above it:
 * a film or a document, a variable in the header or in a button's link, a code.
 */
export function sendableTemplate({ name, language, category, components }: Kept): SendableTemplate | null {
  const read = z.array(Component).safeParse(components);
  if (!read.success || (category !== "utility" && category !== "marketing")) return null;
  const [header, body, footer, buttons] = ["header", "body", "footer", "buttons"].map((type) =>
    read.data.find((component) => component.type === type),
  );
  const variables = body?.text ? variablesOf(body.text) : null;
  const format = header ? (header.format ?? "TEXT").toUpperCase() : null;
  const pressed = buttons?.buttons ?? [];
  const isPlain =
    (format === null || format === "TEXT" || format === "IMAGE") &&
    ![header?.text, ...pressed.map(({ url }) => url)].some((text) => text?.includes("{{")) &&
    pressed.every(({ type }) => PLAIN_BUTTONS.includes(type.toUpperCase()));
  if (!isPlain || variables === null || STRANGE.test(fillIn(body!.text!, variables))) return null;
  return {
    ...{ name, language, category, variables, hasPicture: format === "IMAGE" },
    header: header?.text ?? null,
    body: body!.text!,
    footer: footer?.text ?? null,
    buttons: pressed.map(({ text }) => text),
  };
}

const PLAIN_BUTTONS = ["QUICK_REPLY", "URL", "PHONE_NUMBER"];
/** What looks like a variable and is written as Meta writes none. */
const STRANGE = /\{\{/;

/** As the shopper will read it. */
export const templateText = (
  { header, body, footer, variables }: Pick<SendableTemplate, "header" | "body" | "footer" | "variables">,
  values: string[],
): string => [header, fillIn(body, values, variables), footer].filter(Boolean).join("\n\n");

/** What the provider is told: variables with names by their names. */
export const templateOf = ({ variables }: SendableTemplate, chosen: Omit<Template, "names">): Template => ({
  ...{ name: chosen.name, language: chosen.language, parameters: chosen.parameters },
  ...(variables.some((name) => !/^\d+$/.test(name)) && { names: variables }),
});
