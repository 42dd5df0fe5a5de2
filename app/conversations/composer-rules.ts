import { carriedFiles } from "#app/channels/carried-files.ts";
import type { Template } from "#app/channels/channel.ts";
import { invitesReply } from "#app/channels/one-way.ts";
import { type PriceRange, priceOf } from "#app/channels/segment-price.ts";
import { type SendableTemplate, templateOf, templateText } from "#app/channels/template-to-send.ts";
import { type Window, windowOf } from "#app/channels/window.ts";
import { DAY, later } from "#app/clock.ts";
import { type Refused, sayRefused } from "#app/conversations/composer-words.ts";
import { LONGEST_MESSAGE } from "#app/conversations/message.ts";
import { type Part, partMessage } from "#app/conversations/part-message.ts";
import { type ThreadWays, type Way, wayOf } from "#app/conversations/way.ts";
import { plainWhereItPays } from "#app/words/plain-signs.ts";
import { countSegments, type Segments } from "#app/words/segments.ts";

/** What somebody is about to send. */
export interface Composed {
  text: string;
  files: { contentType: string; bytes: number }[];
  /** Of the way; null or not said for the usual one. */
  wayId?: string | null;
  template?: ChosenTemplate | null;
  /** Null or not said: at once. */
  sendAt?: Date | null;
}

export interface ChosenTemplate {
  name: string;
  language: string;
  parameters: string[];
}

export interface Judged {
  way: Way | null;
  /** Null: it may go out. */
  refused: (Refused & { say: string; next: string | null }) | null;
  window: Window;
  /** A template's category decides, never the words (reliability R26). */
  purpose: "conversation" | "marketing";
  /** The words as they go out. */
  text: string;
  /** Of a template. */
  buttons: string[];
  /** As the provider is told of it. */
  template: Template | null;
  /** In so many messages. */
  parts: number;
  /** Files that go as links. */
  links: number;
  /** Where texts are paid by the segment. */
  sms: (Segments & { cost: PriceRange | null; isMms: boolean }) | null;
  /** Other ways that stand open for a reply, the first one first. */
  open: Way[];
}

/** Nobody plans an answer for longer ahead. */
export const LONGEST_DELAY_MS = 30 * DAY;

/**
 * What may be sent, by which way, in how many parts and at what price: the one rule for the screen, as it is typed, and
 * for the server, when it is sent. What it refuses `maySend` refuses too when the message is claimed; what it lets
 * through is asked there again. Pure.
 */
export function judge(facts: ThreadWays, composed: Composed, at: Date): Judged {
  const way = wayOf(facts, composed.wayId);
  const when = composed.sendAt && composed.sendAt > at ? composed.sendAt : at;
  const template = way && findTemplate(facts, way, composed.template);
  const purpose = template?.category === "marketing" ? "marketing" : "conversation";
  const because = refusalOf({ facts, composed, way, template, purpose, at, when });
  const text = template ? templateText(template, composed.template!.parameters) : composed.text.trim();
  return {
    way,
    refused: because && { ...because, ...sayRefused(because, way) },
    window: windowAt(way, when),
    purpose,
    text,
    buttons: template?.buttons ?? [],
    template: template && templateOf(template, composed.template!),
    ...measure(facts, way, { text, files: composed.files, isTemplate: template !== null }),
    open: because ? openWays(facts, at).filter(({ id }) => id !== way?.id) : [],
  };
}

/** Those by which a person may answer at this moment in words of their own. */
export const openWays = (facts: ThreadWays, at: Date): Way[] =>
  facts.ways.filter((way) => isFree(facts, way, at));

const isFree = (facts: ThreadWays, way: Way, at: Date): boolean =>
  refusalOf({ facts, way, composed: A_WORD, template: null, purpose: "conversation", at, when: at }) === null;

const A_WORD: Composed = { text: "Hello", files: [] };

const windowAt = (way: Way | null, at: Date): Window =>
  windowOf(way?.channel ?? "chat", way?.heardAt ? new Date(way.heardAt) : null, at);

function findTemplate(
  { templates }: ThreadWays,
  { channel, accountId }: Way,
  chosen?: ChosenTemplate | null,
): SendableTemplate | null {
  if (!chosen || channel !== "whatsapp") return null;
  const known = templates[accountId ?? ""] ?? [];
  return known.find(({ name, language }) => name === chosen.name && language === chosen.language) ?? null;
}

interface Asked {
  facts: ThreadWays;
  composed: Composed;
  way: Way | null;
  template: SendableTemplate | null;
  purpose: Judged["purpose"];
  at: Date;
  when: Date;
}

function refusalOf({ facts, composed, way, template, purpose, at, when }: Asked): Refused | null {
  if (!way) return { because: composed.wayId ? "way-gone" : "nowhere-to-send" };
  if (facts.isSendingOff && way.channel !== "chat") return { because: "sending-off" };
  const shut = shutFor(way, purpose);
  if (shut) return shut;
  if (composed.template && !template) return { because: "template-gone" };
  if (!template && !windowAt(way, when).open) return closedWindow(way, at);
  if (when > later(at, LONGEST_DELAY_MS)) return { because: "too-far" };
  return template ? faultOfTemplate(template, composed) : faultOfWords(composed, way);
}

/** What `maySend` would say; a carrier's block first, for it names what would lift it. */
function shutFor(way: Way, purpose: Judged["purpose"]): Refused | null {
  if (way.channel === "chat") return null;
  if (way.blockedSince) return { because: "blocked-by-carrier" };
  const stands = purpose === "marketing" ? way.marketing : way.support;
  if (stands === "revoked") return { because: "opted-out" };
  if (stands === "held") return { because: "maybe-opted-out" };
  if (way.trouble) return { because: "sender-trouble", code: way.trouble };
  if (purpose === "conversation") return null;
  if (way.isBarredFromMarketing) return { because: "no-marketing-there" };
  return stands === "granted" ? null : { because: "no-consent" };
}

function closedWindow(way: Way, at: Date): Refused {
  if (windowAt(way, at).open) return { because: "window-closed-by-then" };
  return { because: way.channel === "whatsapp" ? "template-needed" : "window-closed" };
}

function faultOfTemplate(
  { variables, hasPicture }: SendableTemplate,
  { template, files }: Composed,
): Refused | null {
  const given = template!.parameters.filter((value) => value.trim() && !/[\n\t]| {4}/.test(value));
  if (given.length < variables.length || template!.parameters.length !== variables.length)
    return { because: "template-unfilled" };
  if (!hasPicture) return files.length ? { because: "template-with-files" } : null;
  const [picture, ...others] = files;
  if (!picture || others.length) return { because: "template-without-picture" };
  const isTaken = /^image\/(jpeg|png)$/.test(picture.contentType) && picture.bytes <= LARGEST_HEADER;
  return isTaken ? null : { because: "template-other-picture" };
}

/** Of pictures (Meta, "Supported media types"). */
const LARGEST_HEADER = 5_000_000;

function faultOfWords({ text, files }: Composed, way: Way): Refused | null {
  const { length } = text.trim();
  if (!length && !files.length) return { because: "empty" };
  if (way.sms?.isOneWay && invitesReply(text)) return { because: "invites-reply" };
  return length > LONGEST_MESSAGE ? { because: "too-long", over: length - LONGEST_MESSAGE } : null;
}

/** Every channel takes this much in one message, with all that stands below its words. */
export const ALWAYS_FITS = 600;

function measure(
  { linkLength }: ThreadWays,
  way: Way | null,
  { text, files, isTemplate }: { text: string; files: Composed["files"]; isTemplate: boolean },
): Pick<Judged, "parts" | "links" | "sms"> {
  if (!way || isTemplate) return { parts: 1, links: 0, sms: null };
  const carried = carriedFiles(files, way.carries).length;
  const links = files.length - carried;
  if (way.channel === "chat") return { parts: 1, links, sms: null };
  const parts = partMessage(text, { longest: way.longest, links, linkLength });
  if (!way.sms) return { parts: parts.length, links, sms: null };
  const sent = parts.map((part) => withLinks(part, linkLength));
  return { parts: parts.length, links, sms: { ...costOf(sent, way.sms), isMms: carried > 0 } };
}

/** As long as it will be: files that are no pictures, or not carried there, stand as links below the words. */
const withLinks = ({ text, links }: Part, linkLength: number): string =>
  [text, ...Array<string>(links).fill("x".repeat(linkLength))].filter(Boolean).join("\n");

function costOf(
  parts: string[],
  { kind, price, plainSigns }: NonNullable<Way["sms"]>,
): Segments & { cost: PriceRange | null } {
  const counted = parts.map((part) => countSegments(plainSigns ? plainWhereItPays(part) : part, kind));
  const sum = (of: (one: Segments) => number) => counted.reduce((total, one) => total + of(one), 0);
  const segments = sum((one) => one.segments);
  return {
    segments,
    length: sum(({ length }) => length),
    room: sum(({ room }) => room),
    encoding: counted.some(({ encoding }) => encoding === "ucs-2") ? "ucs-2" : "gsm-7",
    cost: price && priceOf(segments, price),
  };
}
