export const alerts = {
  shipped: {
    subject: "Bestellung {{ order }} ist unterwegs",
    text: "{{ shop }}: Bestellung {{ order }} ({{ items }}) ist{% if carrier %} mit {{ carrier }}{% endif %} unterwegs.{% if expected %} Erwartet: {{ expected }}.{% endif %} {{ link }}",
  },
  "out-for-delivery": {
    subject: "Bestellung {{ order }} kommt heute",
    text: "{{ shop }}: Bestellung {{ order }} ({{ items }}) wird heute zugestellt{% if carrier %} ({{ carrier }}){% endif %}. {{ link }}",
  },
  delivered: {
    subject: "Bestellung {{ order }} wurde zugestellt",
    text: "{{ shop }}: Bestellung {{ order }} ({{ items }}) wurde zugestellt. Fehlt etwas? Antworten Sie einfach. {{ link }}",
  },
  delayed: {
    subject: "Bestellung {{ order }} verspätet sich",
    text: "{{ shop }}: Leider verspätet sich Bestellung {{ order }} ({{ items }}).{% if expected %} Jetzt erwartet: {{ expected }}.{% endif %} {{ link }}",
  },
  attempted: {
    subject: "Bestellung {{ order }} konnte nicht übergeben werden",
    text: '{{ shop }}: {{ carrier | default: "Der Paketdienst" }} konnte Bestellung {{ order }} ({{ items }}) nicht zustellen. Wie es weitergeht: {{ link }}',
  },
  "ready-for-pickup": {
    subject: "Bestellung {{ order }} liegt zur Abholung bereit",
    text: "{{ shop }}: Bestellung {{ order }} ({{ items }}) liegt zur Abholung bereit. {{ link }}",
  },
  stuck: {
    subject: "Bestellung {{ order }} bewegt sich gerade nicht",
    text: "{{ shop }}: Bestellung {{ order }} ({{ items }}) hat sich seit einigen Tagen nicht bewegt, wir kümmern uns darum. Fragen? Antworten Sie einfach. {{ link }}",
  },
};
