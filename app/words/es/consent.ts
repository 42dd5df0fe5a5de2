import type { consent as en } from "#app/words/en/consent.ts";

export const consent: Record<keyof typeof en, string> = {
  "purpose.marketing": "Ofertas y novedades",
  "purpose.cart-reminders": "Recordatorios de un carrito abandonado",
  "purpose.updates": "Avisos sobre tus pedidos",
  "purpose.support": "Respuestas a tus mensajes",
  "agree.marketing":
    "Acepto recibir de {shop} {way, select, sms {SMS} whatsapp {mensajes de WhatsApp} other {correos}} publicitarios automáticos y periódicos (ofertas y novedades).",
  "agree.cart-reminders":
    "Acepto recibir de {shop} {way, select, sms {SMS} whatsapp {mensajes de WhatsApp} other {correos}} automáticos que me recuerden un carrito abandonado, que la tienda conoce por sus cookies y por lo que escribí.",
  "agree.updates":
    "Acepto recibir de {shop} {way, select, sms {SMS} whatsapp {mensajes de WhatsApp} other {correos}} sobre mis pedidos.",
  "agree.support":
    "Acepto recibir de {shop} {way, select, sms {SMS} whatsapp {mensajes de WhatsApp} other {correos}} en respuesta a mis mensajes.",
  "agree.condition": "El consentimiento no es condición de ninguna compra.",
  "agree.frequency": "La frecuencia de los mensajes varía.",
  "agree.rates": "Pueden aplicarse tarifas de mensajes y datos.",
  "agree.stop":
    "{stop, select, reply {Responde STOP para terminar, HELP para ayuda.} link {Cada mensaje tiene un enlace para terminar.} other {Cada correo tiene un enlace para darse de baja.}}",
  "agree.withdraw": "Puedo retirarlo en cualquier momento y sin coste.",
  "agree.who": "Remitente: {shop}, {contact}.",
  "agree.links": "Condiciones: {terms} Privacidad: {privacy}",
  "mail.unsubscribe": "Darse de baja: {url}",
  "mail.subject": "Tu mensaje",
  "pref.title": "¿Qué podemos enviarte?",
  "pref.for": "Para {address}",
  "pref.by": "{way, select, sms {Por SMS} whatsapp {Por WhatsApp} other {Por correo}}",
  "pref.save": "Guardar",
  "pref.none": "No me envíen nada",
  "pref.saved": "Guardado.",
  "pref.stale":
    "Esta página estuvo abierta demasiado tiempo, así que tu sí no se ha guardado. Revísala otra vez y acepta de nuevo.",
  "pref.none-saved": "Hecho. Ya no te enviaremos nada aquí.",
  "pref.asked": "Lo pediste. Confírmalo, por favor; si no, no se envía nada.",
  "pref.confirm": "Sí, acepto",
  "pref.confirmed": "Gracias. Está confirmado.",
  "pref.blocked":
    "Tu operador bloquea nuestros SMS desde que respondiste STOP. Envía START al {number} para volver a recibirlos.",
  "pref.left":
    "Esta tienda ya no envía nada a través de nosotros. Si dices aquí que no quieres nada, valdrá también si la tienda vuelve.",
  "pref.gone-title": "Este enlace ya no funciona",
  "pref.gone":
    "Es incorrecto o demasiado antiguo. Para terminar nuestros SMS responde STOP; nuestro último correo tiene un enlace válido.",
  "optin.ask":
    "{shop}: responde SI para recibir por SMS: {what}. La frecuencia varía. Pueden aplicarse tarifas. HELP para ayuda, STOP para terminar.",
  "optin.ask-link":
    "{shop}: para recibir por SMS {what}, confírmalo aquí: {url} La frecuencia varía. Pueden aplicarse tarifas. Si no fuiste tú, no hagas nada.",
  "optin.ask-subject": "Confirma, por favor: {what} ({shop})",
  "optin.ask-mail":
    "Alguien, esperamos que tú, pidió a {shop} que enviara a esta dirección: {what}.\n\nSi fuiste tú, confírmalo aquí: {url}\n\nSi no, no hagas nada: no recibirás nada.",
  "optin.welcome":
    "{shop}: ahora recibes por SMS: {what}. La frecuencia varía. Pueden aplicarse tarifas. HELP para ayuda, STOP para terminar.",
  "optin.welcome-link":
    "{shop}: ahora recibes por SMS: {what}. La frecuencia varía. Pueden aplicarse tarifas. Cámbialo o termínalo: {url}",
  "optin.welcome-subject": "Ahora recibes: {what} ({shop})",
  "optin.welcome-mail":
    "Gracias. {shop} envía ahora a esta dirección: {what}.\n\nCámbialo o termínalo cuando quieras: {url}",
  "signup.title": "Novedades y ofertas de {shop}",
  "signup.address": "Tu móvil con el prefijo del país, o tu correo electrónico",
  "signup.next": "Continuar",
  "signup.bad-address":
    "No es un número con el prefijo del país, como +34 612 345 678, ni un correo electrónico.",
  "signup.choose": "Marca lo que quieres recibir.",
  "signup.asked":
    "Gracias. Si podemos escribir ahí, va una pregunta en camino: no llega nada hasta que respondas que sí.",
  "oneway.choose": "Elige aquí: {url}",
  "oneway.end": "No recibir más ofertas: {url}",
};
