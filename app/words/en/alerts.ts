/** Alerts as they come with the app: templates in Liquid (orders/alerts/alert-template.ts names the variables). */
export const alerts = {
  shipped: {
    subject: "Order {{ order }} is on its way",
    text: "{{ shop }}: order {{ order }} ({{ items }}) is on its way{% if carrier %} with {{ carrier }}{% endif %}.{% if expected %} Expected {{ expected }}.{% endif %} {{ link }}",
  },
  "out-for-delivery": {
    subject: "Order {{ order }} comes today",
    text: "{{ shop }}: order {{ order }} ({{ items }}) is out for delivery{% if carrier %} with {{ carrier }}{% endif %}. {{ link }}",
  },
  delivered: {
    subject: "Order {{ order }} was delivered",
    text: "{{ shop }}: order {{ order }} ({{ items }}) was delivered. Something missing? Just reply. {{ link }}",
  },
  delayed: {
    subject: "Order {{ order }} is delayed",
    text: "{{ shop }}: we are sorry, order {{ order }} ({{ items }}) is delayed.{% if expected %} It is now expected {{ expected }}.{% endif %} {{ link }}",
  },
  attempted: {
    subject: "Order {{ order }} could not be handed over",
    text: '{{ shop }}: {{ carrier | default: "the carrier" }} tried to deliver order {{ order }} ({{ items }}), without success. What happens next: {{ link }}',
  },
  "ready-for-pickup": {
    subject: "Order {{ order }} is ready to be picked up",
    text: "{{ shop }}: order {{ order }} ({{ items }}) is ready to be picked up. {{ link }}",
  },
  stuck: {
    subject: "Order {{ order }} has not moved for a while",
    text: "{{ shop }}: order {{ order }} ({{ items }}) has not moved for some days, and we are looking at it. Questions? Just reply. {{ link }}",
  },
};
