import { near, type OptOutRules, whole, words } from "#app/understanding/opt-out/rules.ts";

const NEWS =
  "mensajes?|mensajitos|sms|textos?|correos?|e ?mails?|mails?|publicidad|promociones|promos?|spam|anuncios|ofertas|notificaciones|newsletters?|boletin\\w*|propaganda";
const BETWEEN =
  "(?: (?:de|mas|sus|tus|estos?|estas?|los|las|la|el|sus|tantos?|tantas?|con|recibir|enviar\\w*|mandar\\w*|a|me|ningun|ninguna|suscripcion|otros?))*";
const SEND = "(?:envi\\w+|mand\\w+|escrib\\w+|contact\\w+|molest\\w+)";

export const es: OptOutRules = {
  certain: [
    words(
      "(?:enlace|link|boton|opcion) (?:de|para) (?:(?:dar(?:me|se|nos) de |la )?baja|desuscri\\w+|cancelar la suscripcion)",
    ),
    words(
      `(?:paren|para|parad|pare|deje|dejen|deja|dejad|detengan|detenga|deten|basta|alto|cancelar|cancelen|no mas|stop)${BETWEEN} (?:${NEWS})`,
    ),
    words(
      `(?:paren|para|parad|pare|deje|dejen|deja|dejad) de (?:escribir\\w*|molestar\\w*|contactar\\w*|acosar\\w*|enviarme|mandarme|joder\\w*)`,
    ),
    words(
      `no (?:me|nos) (?:vuelvan? a )?${SEND}(?: (?:mas|nada|nunca|jamas|por favor|ningun\\w*|otra vez|${NEWS}))+`,
      `no (?:me|nos) (?:vuelvan? a )?(?:escrib\\w+|contact\\w+|molest\\w+)$`,
    ),
    words(
      "no (?:vuelvas?|vuelvan) a (?:escribir\\w*|contactar\\w*|molestar\\w*|enviar\\w*)",
      `no (?:enviar|mandar)(?: mas)? (?:${NEWS})`,
    ),
    words(
      `(?:ya )?no (?:quiero|deseo|quisiera|me interesa)${BETWEEN} (?:${NEWS}|contactad[oa]|contacto)`,
      "no (?:quiero|deseo) (?:que me |ser )(?:contact\\w+|escrib\\w+|molest\\w+)",
    ),
    words(
      "(?:dar|dan|de|den|da|doy|denos|deme|denme|dame|darme|dense|me doy)(?:me)? de baja",
      "solicito (?:la )?baja",
      "desuscrib\\w+",
      "cancelar (?:la |mi )?suscripcion(?: a (?:los|estos|sus) (?:mensajes|sms|correos))?$",
    ),
    words(
      `cancelar (?:la |mi )?suscripcion a (?:los|estos|sus) (?:${NEWS})`,
      "(?:dejen|deje|deja|dejad)(?:me|nos) (?:en paz|tranquil\\w+)",
      "no molest(?:en|ar|es)",
    ),
    words(
      "(?:quiten|quite|quita|eliminen|elimine|elimina|borren|borre|borra|saquen|saque|olviden|olvida) (?:mi|este) (?:numero|telefono|celular|contacto|nombre)",
    ),
    words(
      "(?:quitenme|quiteme|quitame|eliminenme|eliminame|elimineme|borrenme|borrame|borreme|saquenme|sacame|saqueme) de",
    ),
    words(
      "(?:revoco|retiro) (?:mi )?consentimiento",
      "nunca me (?:suscribi|registre|inscribi)(?: a (?:esto|estos|sus))?",
      "no autorizo",
    ),
    words(
      `como (?:hago|puedo|dejo)(?: para)?(?: dejar| parar)?(?: de)? recibir(?: \\w+){0,2} (?:${NEWS})`,
      "como dejo de recibir",
    ),
    whole("(?:esto )?(?:es )?spam", "no mas", "ya basta"),
  ],
  unlessAbout: [
    words(
      "numero (?:equivocado|incorrecto|erroneo)",
      "(?:equivoco|equivoca|equivocaron|equivocan|equivocado) de (?:numero|persona)",
      "persona equivocada",
    ),
    words("este numero no es de"),
    /^(?:\p{L}+ ){0,2}(?:paren|pare|stop|alto|basta)(?: (?:ya|eso|esto))?$/u,
  ],
  about:
    /\b(?:pedido|compra|factura|direccion|envio|paquete|talla|articulo|tienda|puse|comprar|cm|planta|precio|cobr\w+|esperar|reembolso|tarjeta|stock|recibido|llegan?|llego|vecino|puerta|lunes|viernes|cuenta|mejor|prefiero|llamen|a que numero|que numero|ha llegado|llego a spam|bandeja|rastreo|reenvi\w+|entrar)\b/u,
  doubt: [whole("no me interesa(?: gracias)?", "cancelar")],
  loose: [
    near("no mas|sin mas|basta de", 3, `(?:${NEWS})`),
    near(
      "quit\\w+|elimin\\w+|borr\\w+|saqu\\w+|sac\\w+|retir\\w+",
      5,
      "(?:celular|telefono|numero|correo|datos|contacto|sistema|registros?)",
    ),
    near(
      "no|nunca|dejen? de|sin",
      3,
      "(?:contact\\w+|escrib\\w+|molest\\w+|mand\\w+ (?:nada|mas)|envi\\w+ (?:nada|mas))",
    ),
    near(
      "par\\w{1,3}|dej\\w+|detengan|cesen|bloque\\w+|suspend\\w+",
      4,
      `(?:${NEWS}|escribir\\w*|contactar\\w*|molestar\\w*)`,
    ),
    near(
      "quit\\w+|elimin\\w+|borr\\w+|saqu\\w+|sac\\w+|retir\\w+",
      4,
      "(?:lista|listas|base de datos|sistema|mi numero|mi telefono|mi correo)",
    ),
    near(
      "no|nunca|tampoco",
      4,
      "(?:sigan? (?:escribiendo|enviando|mandando|molestando|contactando)|recibir (?:nada|mas|sus|estos)|saber (?:nada )?(?:mas )?de ustedes|es de (?:esa|ella|el) persona|autorice|consiento)",
    ),
    words("numero ya no es"),
    whole("(?:cancel\\w+)(?: la| mi)? suscripcion"),
  ],
  ending: words(
    "par(?:en|a|ad|e)|dej\\w+|deten\\w+|no|nunca|basta|quit\\w+|elimin\\w+|borr\\w+|saqu\\w+|retir\\w+|cancel\\w+|baja|rechazo|harto|harta|cese\\w*",
  ),
  writing: words(
    `${NEWS}|contact\\w+|molest\\w+|escrib\\w+|(?:la|su|sus|de) (?:lista|listas|base|sistema|registros)|mi (?:numero|telefono|celular|correo)|este (?:numero|medio)|suscripcion`,
  ),
  promotions:
    /\b(?:publicidad|promociones|promos?|ofertas|anuncios|propaganda|newsletters?|boletin\w*|spam|marketing)\b/u,
  emails: /\b(?:correos?|e ?mails?|mails?|boletin\w*|newsletters?)\b/u,
  texts: /\b(?:sms|textos?|numero|telefono|celular)\b/u,
};
