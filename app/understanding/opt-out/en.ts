import { near, type OptOutRules, whole, words } from "#app/understanding/opt-out/rules.ts";

const NEWS =
  "texts?|txts?|text messages?|sms|messages?|msgs?|emails?|mails?|spam|stuff|crap|shit|junk|promos?|promotions?|ads?|adverts?|advertising|marketing|offers|deals|notifications?|alerts?|newsletters?|updates|communications?|solicitations?";
/** What stands between "stop" and "texts". */
const WRITING =
  "texting|txting|messaging|msging|e ?mailing|contacting|soliciting|spamming|bothering|harassing|pestering|annoying|reaching out|calling me|sending me|writing me";
const BETWEEN =
  "(?:(?:all|with|the|these|this|those|your|ur|sending|send|me|us|any|of|my|subscription|to|from|getting|receiving|more|further|such|damn|fucking|bloody|stupid|annoying|marketing|promotional|automated|daily|unwanted|it) )*";
const WRITE = "(?:text|txt|message|msg|contact|e ?mail|mail|spam|bother|pester|disturb|harass)";

export const en: OptOutRules = {
  certain: [
    // Who looks for the way out wants out, unless they took it by mistake.
    /^(?!.*\b(?:accident\w*|mistake|resub\w*|back on)\b).*\b(?:unsub\w*|opt ?out) (?:link|button|page|option)\b/u,
    words(`(?:stop|quit|cease|discontinue|end|cancel|halt) ${BETWEEN}(?:${NEWS})`),
    words(
      `(?:stop|quit|cease) (?:${WRITE}|writ|annoy|call)(?:t?ing|ming)?(?: (?:me|us|here|my phone|this number))?`,
    ),
    words("(?:stop|quit) blowing up my phone", "(?:stop|quit) sending (?:me|us|these|those|them|this)$"),
    words(
      `(?:dont|do not|never|not to|wont you not) (?:ever )?${WRITE} (?:me|us|here|this (?:number|phone)|my (?:number|phone|cell))`,
    ),
    whole(`(?:please )?(?:dont|do not|never) (?:ever )?${WRITE}(?: again| any ?more| ever)*`),
    words(
      `(?:dont|do not|never) (?:ever )?send (?:me|us) (?:any |this |these |those |your |more |such |of )*(?:${NEWS}|any ?more)`,
    ),
    words(
      `(?:dont|do not|didnt|never|no longer|not) (?:want|wish|care|need|ask(?:ed)?)(?: (?:to|for|get|receive|receiving|have|any|more|of|your|ur|these|those|this|the|you|me|sending|be|further|such|from))* (?:${NEWS}|contacted|texted|messaged|e ?mailed|hear from you)`,
    ),
    words("(?:dont|do not|no longer) want(?: to)?(?: get| receive)?(?: any)?(?: more)?(?: of)? these$"),
    words(`no (?:more|further) (?:of )?(?:these |your |marketing |promotional )?(?:${NEWS})`),
    whole(
      `no (?:texts|texting|marketing|ads|spam|promos|sms|solicitations?|advertising)(?: please| pls| thanks?)*`,
    ),
    words("cease (?:and )?desist", "cease all", "leave (?:me|us) (?:(?:the )?\\w+ )?(?:alone|be)"),
    words(
      "(?:revoke|revoking|withdraw|withdrawing|rescind|retract)(?: my| all| any| prior)* (?:consent|permission)",
    ),
    words(
      "do not (?:call|contact|text) (?:list|registry)",
      "(?:lose|forget|delete|erase|remove) (?:my|this)(?: phone| cell)? number",
    ),
    words(
      "(?:take|get|want|keep)(?: me| us| my \\w+| this number)? off(?: of)?(?: ur| your| this| the| that| these)*(?: mailing| e ?mail| text| texting| contact)* list",
    ),
    words(
      "(?:remove|delete|take|drop)(?: me| us| my(?: [a-z]+)? (?:name|number|phone|e ?mail)(?: address)?)(?: off)? from(?: ur| your| this| the| these)*(?: mailing| e ?mail| text)* (?:list|lists|contacts|database|system|texts|messages)",
    ),
    words("(?:delete|remove|erase) my (?:contact (?:info|details|information)|phone|info|details|name)"),
    words(
      `turn (?:off|these off|those off) (?:these |those |your |all |the )*(?:${NEWS})`,
      `turn (?:these|those|your|the) (?:${NEWS}) off`,
    ),
    words(
      "(?:nobody|no one|noone) (?:here )?(?:by|with|of) that name",
      "never (?:gave|given) (?:you )?(?:consent|permission)",
    ),
    words(
      "never (?:consented|opted in)",
      "i said stop",
      "(?:asked|told) (?:you|u|yall)(?: \\w+){0,2} to stop",
      "make it stop",
    ),
    whole(
      "take me off",
      "block me",
      "go away",
      "get lost",
      "piss off",
      "(?:fuck|f) (?:off|you)",
      "bugger off",
      "buzz off",
      "this is (?:just |all )?spam",
      "no text(?:s|ing)?",
      "leave me",
    ),
    words("(?:fuck|f|piss) off and"),
  ],
  unlessAbout: [
    words(
      "un ?su[bs]\\w*",
      "opt(?:ed|ing)?(?: me| us)? out",
      "(?:wrong|incorrect) (?:number|person|phone|guy|lady|recipient)",
    ),
    words(
      "remove (?:me|us)",
      "unlist me",
      "un ?enroll me",
      "(?:remove|delete|drop) (?:this|my|the) number",
      "(?:never|didnt|did not) (?:sign(?:ed)? up|subscribed?|agreed?|opt(?:ed)? in|consent(?:ed)?)",
    ),
    words(
      "(?:this|that) (?:isnt|is not|aint|is no longer) \\w+ (?:phone|number|cell)",
      "not (?:the )?(?:right|correct) (?:person|number)",
    ),
    /^(?:please |pls |plz |can you |could you |just )*stop(?: (?:it|this|that|now|please|pls|plz|already|thanks|thank you|at once|immediately))*$/u,
    /^(?:\p{L}+ ){0,5}(?:and |so |now |please |pls |just )*stop(?: (?:it|this|now|please|pls|already|thanks))?$/u,
  ],
  about:
    /\b(?:orders?|items?|sizes?|shirts?|address|packages?|parcels?|flavou?r|colou?r|socks?|review|on my order|number on|enter|received a|shipments?|shipping|ship|delivery|deliveries|courier|driver|refunds?|returns?|box|refill|coffee|tea|vitamins|plan|(?:but|and) keep|keep (?:the|my)|gift|wrapping|insurance|warranty|signature|express|bus|full|door|pit|non|cant|wont|doesnt|does|didnt it|store|shop|number of|gave|entered|typed|put|checkout|slip|invoice|tracking|is this the (?:right|correct)|by|in on|near|beeping|spinning|where|when|i stop|ill stop|cards?|account|charges?|payment|app|boots?|phone case|printed|autoship|auto renew|log in|login|stock|exchange|why|havent|hasnt|not getting|not received|not receiving|never (?:got|received)|didnt get|did not get|figured|husband|wife|neighbou?r|bell|just text|text me (?:when|instead|if)|to ?do list|shopping list|wish ?list|wait(?:ing)? ?list|guest list|contact (?:some\w*|an?|customer|support|the|you about)|dont know (?:how|what|who)|do not know (?:how|what|who)|understand|sync\w*|got (?:no|a|your|any)|(?:get|receive) (?:no|the|an?)|label|apartment|is not correct|spam folder|to spam|not (?:open|sending|working)|whatsapp|wifi|connect\w*|resend)\b/u,
  doubt: [
    /^stopp?\b(?!.*\b(?:orders?|shipment|shipping|delivery|parcel|package|payment|subscription|autoship|return|refund|commande|colis|livraison|expedition|bestellung|versand|lieferung|paket|bestelling|verzending|pakket|pedido|envio|ordine|spedizione|encomenda)\b)(?! (?:by|in|over|and shop|shop|sign)\b)/u,
    words(
      `too many (?:${NEWS})`,
      "(?:text|message|email|mail)s? too (?:much|often)",
      "report(?:ing)? you",
      "im not \\w+ and",
      "who gave you (?:my|this) number",
    ),
    words(
      "how did you get (?:my|this) number",
      "harass(?:ing|ment)",
      "enough (?:already )?(?:with )?(?:the )?(?:texts|messages|emails|spam)",
    ),
    whole("not interested", "no thanks?(?: you)?,? not interested"),
  ],
  loose: [
    near(
      "stop(?:ped)?|quit|cease|discontinue|refrain|halt|mute|block|disable|turn off|end",
      5,
      `(?:${NEWS}|coupons?|${WRITING})`,
    ),
    near(
      `${NEWS}|coupons?|${WRITING}`,
      3,
      "(?:(?:to|please|must|should|need to|just) (?:stop|end|cease)|stopped)",
    ),
    near("cancel|end", 2, `(?:texts?|txts?|sms|notifications?|alerts|newsletters?|messages from|marketing)`),
    near(
      "remov(?:e|ed|ing)|delet(?:e|ed)|erased?|take|taken|get|drop|scrub|pull|exclude",
      6,
      "(?:off|from|out of|out) (?:[a-z]+ ){0,3}(?:list|lists|system|database|contacts|records|messages|texts|mailings?)",
    ),
    near(
      "remove|delete|erase|take|drop|lose|forget",
      1,
      "my (?:[a-z]+ )?(?:number|cell|phone|e ?mail)(?: address)?",
    ),
    near(
      "sick of|tired of|done with|fed up with|over|enough of|enough with|hate|annoyed by|bombarded with|overwhelmed by",
      3,
      `(?:${NEWS})`,
    ),
    near(
      "dont|do not|never|no longer|not|rather not|didnt|refuse|no(?: more)?|without",
      4,
      `(?:(?:text|message|contact|e ?mail|call) (?:it|me|us|this|my|here|again|any ?more)|further contact|contact from)`,
    ),
    near(
      "remov(?:e|ed)|delet(?:e|ed)|lose|forget|erase|drop|wipe",
      2,
      "(?:this|my) (?:[a-z]+ )?(?:number|phone|cell|info|information|details)",
    ),
    near(
      "wrong",
      0,
      "(?:number|person|party|phone|guy|girl|lady|man|woman|recipient|contact|human|num|nbr|no)(?:$| .*)",
    ),
    near(
      "dont|do not|never|no longer|not|rather not|done|sick|tired|fed up|didnt|refuse|consent",
      4,
      "(?:contacted|texted|messaged|e ?mailed|hear(?:ing)? from|contact me|text me|message me|e ?mail me|send any ?more|these any ?more|this any ?more|receiving|(?:these|your|any more|further) (?:texts|messages|e ?mails|notifications)|(?:get|want|need|wanted) these|consent)",
    ),
    words(
      "(?:you|youve|u|yall|youre)(?: [a-z]+)? (?:have|got|texted|texting|reached|messaged|messaging|called) the wrong",
      "(?:number|phone) (?:belongs|is) (?:to )?(?:someone|somebody) else",
    ),
    words(
      "take me off",
      "no further (?:contact|communication)s?",
      "(?:dont|do not) (?:ever )?(?:text|message|contact)$",
      "not (?:my|his|her|their) (?:number|phone) any ?more",
      "(?:do not|dont|never) consent",
    ),
    whole("(?:end|cancel|stop)(?: my| the| this)? subscription", "mute(?: this)?", "unfollow"),
  ],
  ending: words(
    "stop\\w*|quit|cease|end|cancel|discontinue|halt|refrain|remov\\w+|delet\\w+|erase|taken? off|out of|off|unsub\\w*|opt|withdraw|revoke|refuse|reject|dont|do not|never|no longer|no more|not|didnt|did not|enough|unwanted|without my|wont|harass\\w*|tired of|sick of",
  ),
  writing: words(
    `${NEWS}|${WRITING}|text|txt|message|contacted|contact|permission|hear from|blowing up|hitting (?:my|me)|(?:my|ur|your|the|this|mailing|from) (?:list|lists|number|phone|cell|line|inbox|database|system)|landline`,
  ),
  promotions:
    /\b(?:marketing|promos?|promotions?|promotional|ads?|adverts?|advertising|offers|deals|newsletters?|mailing list|spam)\b/u,
  emails: /\b(?:e ?mails?|e ?mailing|mailing|newsletters?)\b/u,
  texts: /\b(?:texts?|txts?|texting|texted|sms|number|phone|cell)\b/u,
};
