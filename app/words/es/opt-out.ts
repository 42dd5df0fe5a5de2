export const optOut = {
  "opt-out.all": "No recibirá más mensajes de {shop} aquí. Responda START para volver a recibirlos.",
  "opt-out.promotions": "No recibirá más publicidad de {shop} aquí.",
  "opt-out.by":
    "No recibirá más {what, select, promotions {publicidad} other {mensajes}} de {shop} {way, select, email {por correo electrónico} text {por SMS} other {aquí ni por SMS}}.",
  "opt-out.chat":
    "{ways, select, both {No recibirá más publicidad de {shop} por SMS ni correo electrónico.} text {No recibirá más publicidad de {shop} por SMS.} email {No recibirá más publicidad de {shop} por correo electrónico.} other {Aquí no conocemos su número ni su correo electrónico. Para terminar los SMS de {shop}, responda STOP a uno; para los correos, use el enlace que llevan.}}",
  "opt-out.start":
    "Volverá a recibir aquí novedades de sus pedidos y respuestas de {shop}. Responda STOP para terminarlas.",
  "opt-out.help":
    "{shop}: {email, select, none {} other {para ayuda escriba a {email}. }}Responda STOP para no recibir más mensajes.",
  "opt-out.cancel":
    "Envió CANCEL a {shop}, y con eso terminaron nuestros SMS. Si se refería a un pedido, díganoslo aquí.",
};
