import { z } from "zod";
import { LONGEST_MESSAGE } from "#app/conversations/message.ts";
import { MOST_FILES } from "#app/files/file-kinds.ts";

const id = z.string().min(1).max(80);
const clientId = z.string().min(8).max(80);
const text = z.string().trim().min(1).max(LONGEST_MESSAGE);

/** What staff do in a thread, as their browser says it. */
export const threadAct = z.discriminatedUnion("do", [
  z
    .object({
      do: z.literal("reply"),
      clientId,
      text: z.string().trim().max(LONGEST_MESSAGE),
      files: z.array(id).max(MOST_FILES).default([]),
      seenSeq: z.int().min(0),
      anyway: z.boolean().default(false),
      wayId: z.string().max(600).nullable().default(null),
      template: z
        .object({
          name: z.string().max(512),
          language: z.string().max(20),
          parameters: z.array(z.string().trim().max(1_024)).max(20),
        })
        .nullable()
        .default(null),
      sendAt: z.iso.datetime().nullable().default(null),
    })
    .refine((reply) => reply.text || reply.files.length || reply.template),
  z.object({ do: z.literal("send-now"), messageId: id }),
  z.object({ do: z.literal("cancel"), messageId: id }),
  z.object({ do: z.literal("settle-doubt"), wasOptOut: z.boolean() }),
  z.object({ do: z.literal("note"), clientId, text }),
  z.object({ do: z.literal("assign"), staffId: z.string().max(80).nullable() }),
  z.object({ do: z.literal("close") }),
  z.object({ do: z.literal("reopen") }),
  z.object({ do: z.literal("typing") }),
  z.object({ do: z.literal("read"), upTo: z.int().min(0) }),
  z.object({ do: z.literal("merge"), customerId: id }),
  z.object({ do: z.literal("unmerge"), mergeId: id }),
  z.object({ do: z.literal("split"), points: z.array(id).min(1).max(30) }),
  z.object({ do: z.literal("dismiss"), customerId: id }),
]);

/** About who the shopper is, not about the thread. */
export type PersonAct = Extract<ThreadAct, { do: "merge" | "unmerge" | "split" | "dismiss" }>;

export type ThreadAct = z.infer<typeof threadAct>;
export type SentAct = z.input<typeof threadAct>;

export type ActOutcome =
  | { ok: true; messageId?: string; mergeId?: string; conversationId?: string | null }
  | {
      ok: false;
      reason: string;
      because?: string;
      say: string;
      by?: string | null;
      text?: string;
      /** Attached files that are not kept any more. */
      gone?: string[];
    };
