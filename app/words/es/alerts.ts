export const alerts = {
  shipped: {
    subject: "El pedido {{ order }} está en camino",
    text: "{{ shop }}: el pedido {{ order }} ({{ items }}) está en camino{% if carrier %} con {{ carrier }}{% endif %}.{% if expected %} Llegada prevista: {{ expected }}.{% endif %} {{ link }}",
  },
  "out-for-delivery": {
    subject: "El pedido {{ order }} llega hoy",
    text: "{{ shop }}: el pedido {{ order }} ({{ items }}) está en reparto{% if carrier %} con {{ carrier }}{% endif %}. {{ link }}",
  },
  delivered: {
    subject: "El pedido {{ order }} se ha entregado",
    text: "{{ shop }}: el pedido {{ order }} ({{ items }}) se ha entregado. ¿Falta algo? Responda a este mensaje. {{ link }}",
  },
  delayed: {
    subject: "El pedido {{ order }} se retrasa",
    text: "{{ shop }}: lo sentimos, el pedido {{ order }} ({{ items }}) se retrasa.{% if expected %} Nueva fecha prevista: {{ expected }}.{% endif %} {{ link }}",
  },
  attempted: {
    subject: "El pedido {{ order }} no se pudo entregar",
    text: '{{ shop }}: {{ carrier | default: "el transportista" }} intentó entregar el pedido {{ order }} ({{ items }}) sin éxito. Qué pasa ahora: {{ link }}',
  },
  "ready-for-pickup": {
    subject: "El pedido {{ order }} está listo para recoger",
    text: "{{ shop }}: el pedido {{ order }} ({{ items }}) está listo para recoger. {{ link }}",
  },
  stuck: {
    subject: "El pedido {{ order }} no avanza",
    text: "{{ shop }}: el pedido {{ order }} ({{ items }}) lleva unos días sin moverse y lo estamos revisando. ¿Preguntas? Responda a este mensaje. {{ link }}",
  },
};
