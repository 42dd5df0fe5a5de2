/** Whole words, whatever the alphabet: `\b` knows no letters but English ones. */
const words = (...said: string[]) => new RegExp(`(?<!\\p{L})(?:${said.join("|")})(?!\\p{L})`, "u");
const quoted = (...said: string[]) => `["'“„«]?\\s?(?:${said.join("|")})`;

/** By language: words that ask the reader to write back. */
const INVITES: readonly RegExp[] = [
  words(
    "reply|respond|(?:write|message|text)(?: us)? back|(?:text|message|sms) us",
    "answer (?:y|yes|no|with|us|this|\\d)|type (?:y|yes|no|stop|\\d)",
    `(?:text|sms|send|msg)(?: us| in)?(?: a text| an sms| the word)? ${quoted("y|yes|no|stop|start|help|info|join|\\d")}`,
  ),
  words(
    "antworte(?:n|t)?|antwort an|schreib(?:en|e|t)?(?: sie)?(?: uns)? (?:zurück|per sms|eine sms)|sms (?:an|mit) .+",
    `sende(?:n|t)?(?: sie)?(?: uns)? ${quoted("stopp?|ja|nein|hilfe|start|eine sms")}`,
  ),
  words(`répond(?:ez|s|re)|textez|envoye[zr] ${quoted("stop|oui|non|aide|un sms|un texto")}`),
  words(
    "respond(?:a|e|er|an|enos|ednos)|contest(?:a|e|ar)",
    `(?:env[íi][ae]|enviar|escrib[ae]) ${quoted("stop|alto|baja|s[íi]|no|ayuda|un sms")}`,
  ),
  words(`rispond(?:i|ere|ete|a)|(?:invia|inviare|inviate|scrivi) ${quoted("stop|s[ìi]|no|aiuto|un sms")}`),
  words(
    `respond(?:er|am|a|ê-nos)|(?:envie|enviar|envia|digite|escreva) ${quoted("stop|parar|sair|sim|não|ajuda|um sms")}`,
  ),
  words(`antwoord(?:en)?|reageer|(?:stuur|sms|verstuur) ${quoted("stop|ja|nee|help|ons|een sms")}`),
  /返信|ご返答|[とを](?:送信|お送り)/u,
];

/** That nobody can answer, or that we do: said of the text, and no invitation. */
const DENIALS = new RegExp(
  [
    "(?:do not|don't|cannot|can't|can not|unable to|not possible to|we|we'll|we will) (?:reply|respond|answer)",
    "no-?reply|nicht (?:auf diese sms )?antworten|ne (?:pas )?répond(?:ez|re)|no (?:responda|respondas|conteste)",
    "non rispondere|não respond(?:a|er)|niet (?:antwoorden|reageren)|返信(?:でき(?:ません|ない)|しないで|不可|は不要)",
  ].join("|"),
  "gu",
);

const OPTION = /^\s*\d\s*[).:=-]?\s+\S.*$/gmu;
/** Two options or more, numbered, or a figure that stands for an answer: "1 for yes". */
const CHOICES =
  /^\s*1\s*[).:=-]?\s+\S.*\n\s*2\s*[).:=-]?\s+\S|\d\s*=\s*\p{L}|\b[1-9] (?:for|für|pour|para|per|voor) \p{L}/mu;

/**
 * Whether a text asks its reader to write back. To a name nobody can: such a text must not leave by one (a shopper's
 * STOP to it would be lost). Doubt refuses: what is refused can be said otherwise.
 */
export function invitesReply(text: string): boolean {
  const said = text.normalize("NFKC").toLowerCase().replaceAll("’", "'");
  if (CHOICES.test(said)) return true;
  const plain = said.replaceAll(DENIALS, " ");
  return INVITES.some((one) => one.test(plain));
}

/** The text without its sentences that ask for a reply: for what we word ourselves, for numbers. */
export function withoutInvitations(text: string): string {
  const unasked = CHOICES.test(text) ? text.replaceAll(OPTION, "") : text;
  return unasked
    .split("\n")
    .map((line) =>
      line
        .split(SENTENCE_END)
        .filter((one) => !invitesReply(one))
        .join("")
        .trim(),
    )
    .filter((line, index, all) => line || (index > 0 && all[index - 1]))
    .join("\n")
    .trim();
}

/** Behind the signs that end a sentence, those signs and the space staying with it. */
const SENTENCE_END = /(?<=[.!?…]\s+|[。！？])/u;
