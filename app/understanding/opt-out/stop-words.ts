import { withoutManners } from "#app/understanding/opt-out/plain-words.ts";

/** Whether a whole message is a word that ends messages, in one of the eight languages. */
export function isStopWord(said: string): boolean {
  const word = withoutManners(said);
  return STOP.has(word) || STOP.has(said) || MISTYPED.test(word);
}

/** "Cancel" alone: a carrier takes it for STOP, and most people mean an order. */
export const isCancelWord = (said: string): boolean => CANCEL.has(withoutManners(said));

/** Words that ask for messages again, though some of them look like their opposite. */
export const isStartWord = (said: string): boolean =>
  /^(?:start|un ?stop(?: all)?|(?:re)?subscribe)$/u.test(withoutManners(said));

/** "No" alone: after an advertisement it may mean all of them; after a question of ours it is an answer. */
export const isBareNo = (said: string): boolean => NO.has(said);

/**
 * The carriers' words (Twilio, AWS and Telnyx, "opt-out keywords"), those that 47 CFR 64.1200(a)(10) names as always
 * enough, those people were heard to use in the courts ("S", "exit", "remove"), and their like in other languages.
 */
const STOP: ReadonlySet<string> = new Set([
  ...[
    "stop",
    "stopall",
    "stop all",
    "unsubscribe",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "exit",
    "remove",
  ],
  ...[
    "s",
    "td",
    "unsub",
    "stop it",
    "stop this",
    "stop that",
    "end all",
    "remove me",
    "deactivate",
    "no more",
    "spam",
    "end this",
    "wrong",
    "not me",
  ],
  ...[
    "stop stop",
    "stop stop stop",
    "stop sms",
    "stop text",
    "stop texts",
    "stop mail",
    "stop email",
    "stop emails",
  ],
  ...["arret", "arreter", "arretez", "arrete", "stop pub", "desabonner", "desabonnement", "desinscrire"],
  ...["desinscription", "se desinscrire", "se desabonner", "me desabonner", "stop aux sms"],
  ...[
    "stopp",
    "stoppen",
    "abmelden",
    "abmeldung",
    "abbestellen",
    "austragen",
    "aufhoren",
    "hor auf",
    "hort auf",
  ],
  ...[
    "alto",
    "baja",
    "parar",
    "pare",
    "paren",
    "parad",
    "detener",
    "darme de baja",
    "desuscribir",
    "desuscribirme",
  ],
  ...[
    "basta",
    "disiscrivi",
    "disiscrivimi",
    "disiscrizione",
    "smettetela",
    "smettila",
    "cancellami",
    "cancellatemi",
  ],
  ...["sair", "descadastrar", "parem"],
  ...["afmelden", "uitschrijven", "stop ermee", "hou op", "houd op", "ophouden"],
  ...[
    "停止",
    "ストップ",
    "解除",
    "退会",
    "配信停止",
    "配信解除",
    "登録解除",
    "購読解除",
    "やめて",
    "止めて",
    "中止",
  ],
]);

/** STOP and UNSUBSCRIBE as thumbs write them; not "shop", "step" or "top". */
const MISTYPED = /^(?:stpo|sotp|tsop|stp|sstop|stoop|stopo|stopt|dtop|astop|un ?sub\p{L}*)$/u;

const CANCEL: ReadonlySet<string> = new Set(["cancel", "annuler", "cancelar", "annulla", "annullare"]);
const NO: ReadonlySet<string> = new Set(["no", "non", "nein", "nee", "nao", "いいえ"]);
