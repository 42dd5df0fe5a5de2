export const alerts = {
  shipped: {
    subject: "Bestelling {{ order }} is onderweg",
    text: "{{ shop }}: bestelling {{ order }} ({{ items }}) is onderweg{% if carrier %} met {{ carrier }}{% endif %}.{% if expected %} Verwacht: {{ expected }}.{% endif %} {{ link }}",
  },
  "out-for-delivery": {
    subject: "Bestelling {{ order }} komt vandaag",
    text: "{{ shop }}: bestelling {{ order }} ({{ items }}) wordt vandaag bezorgd{% if carrier %} door {{ carrier }}{% endif %}. {{ link }}",
  },
  delivered: {
    subject: "Bestelling {{ order }} is bezorgd",
    text: "{{ shop }}: bestelling {{ order }} ({{ items }}) is bezorgd. Ontbreekt er iets? Antwoord gewoon. {{ link }}",
  },
  delayed: {
    subject: "Bestelling {{ order }} is vertraagd",
    text: "{{ shop }}: helaas is bestelling {{ order }} ({{ items }}) vertraagd.{% if expected %} Nu verwacht: {{ expected }}.{% endif %} {{ link }}",
  },
  attempted: {
    subject: "Bestelling {{ order }} kon niet worden bezorgd",
    text: '{{ shop }}: {{ carrier | default: "de vervoerder" }} kon bestelling {{ order }} ({{ items }}) niet bezorgen. Hoe het verder gaat: {{ link }}',
  },
  "ready-for-pickup": {
    subject: "Bestelling {{ order }} ligt klaar",
    text: "{{ shop }}: bestelling {{ order }} ({{ items }}) ligt klaar om op te halen. {{ link }}",
  },
  stuck: {
    subject: "Bestelling {{ order }} staat stil",
    text: "{{ shop }}: bestelling {{ order }} ({{ items }}) staat al enkele dagen stil, we zoeken het uit. Vragen? Antwoord gewoon. {{ link }}",
  },
};
