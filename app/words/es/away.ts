export const away = {
  "away.offer":
    "{ways, select, both {¿Se va? Reciba la respuesta por correo o SMS} sms {¿Se va? Reciba la respuesta por SMS} other {¿Se va? Reciba la respuesta por correo}}",
  "away.field":
    "{ways, select, both {Correo electrónico o número de móvil} sms {Número de móvil} other {Correo electrónico}}",
  "away.next": "Siguiente",
  "away.agree": "Sí, avísenme",
  "away.told": "Si no está aquí, la respuesta irá también a {address}.",
  "away.odd": "No podemos escribir ahí. Compruébelo; un número necesita su prefijo de país, por ejemplo +34.",
  "away.first": "Escriba primero su pregunta y después deje su dirección.",
  "away.many": "Demasiados intentos. Inténtelo de nuevo en una hora.",
  "away.subject": "{shop} le ha respondido",
  "away.mail":
    "{shop} le ha respondido en el chat:\n\n{words}\n\nAbrir el chat: {url}\nTambién puede responder a este correo.\n\nNo recibir más: {stop}",
  "away.sms": "{shop}: {words}\n{url}\nResponda STOP para terminar.",
};
