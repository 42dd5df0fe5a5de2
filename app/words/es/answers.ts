export const answers = {
  "answer.greeting": "¡Hola! Puedo decirle dónde está su pedido o avisar a una persona.",
  "answer.thanks": "¡De nada!",
  "answer.which-number":
    "¿Cuál es su número de pedido? Se parece a #1001 y figura en su correo de confirmación.",
  "answer.new-contact":
    "Es posible que ya nos haya escrito. Para unir ambas conversaciones necesito saber que es usted: envíe el número de uno de sus pedidos. Enviaremos un código al correo o al teléfono que figura en él.",
  "answer.which-order": "¿A qué pedido se refiere?",
  "answer.none-found":
    "No encuentro aquí ningún pedido reciente suyo. ¿Cuál es su número de pedido? Figura en su correo de confirmación.",
  "answer.handed-over": "He pedido a una persona que le ayude. {hours}",
  "answer.not-available": "Ahora mismo no puedo consultarlo, así que he avisado a una persona. {hours}",
  "choice.where": "¿Y mi pedido?",
  "choice.a-person": "Hablar con alguien",
  "choice.order": "Pedido {name}, {day}",
  "hours.open": "Alguien le responderá aquí en breve.",
  "hours.closed": "Nuestro equipo vuelve {when} y le responderá aquí.",
  "hours.never": "Nuestro equipo le responderá aquí en cuanto pueda.",
};
