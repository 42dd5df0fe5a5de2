export const alerts = {
  shipped: {
    subject: "L'ordine {{ order }} è in viaggio",
    text: "{{ shop }}: l'ordine {{ order }} ({{ items }}) è in viaggio{% if carrier %} con {{ carrier }}{% endif %}.{% if expected %} Arrivo previsto: {{ expected }}.{% endif %} {{ link }}",
  },
  "out-for-delivery": {
    subject: "L'ordine {{ order }} arriva oggi",
    text: "{{ shop }}: l'ordine {{ order }} ({{ items }}) è in consegna{% if carrier %} con {{ carrier }}{% endif %}. {{ link }}",
  },
  delivered: {
    subject: "L'ordine {{ order }} è stato consegnato",
    text: "{{ shop }}: l'ordine {{ order }} ({{ items }}) è stato consegnato. Manca qualcosa? Risponda a questo messaggio. {{ link }}",
  },
  delayed: {
    subject: "L'ordine {{ order }} è in ritardo",
    text: "{{ shop }}: ci dispiace, l'ordine {{ order }} ({{ items }}) è in ritardo.{% if expected %} Nuova data prevista: {{ expected }}.{% endif %} {{ link }}",
  },
  attempted: {
    subject: "L'ordine {{ order }} non è stato consegnato",
    text: '{{ shop }}: {{ carrier | default: "il corriere" }} ha provato a consegnare l\'ordine {{ order }} ({{ items }}), senza riuscirci. Cosa succede ora: {{ link }}',
  },
  "ready-for-pickup": {
    subject: "L'ordine {{ order }} è pronto per il ritiro",
    text: "{{ shop }}: l'ordine {{ order }} ({{ items }}) è pronto per il ritiro. {{ link }}",
  },
  stuck: {
    subject: "L'ordine {{ order }} è fermo",
    text: "{{ shop }}: l'ordine {{ order }} ({{ items }}) è fermo da alcuni giorni, ce ne stiamo occupando. Domande? Risponda a questo messaggio. {{ link }}",
  },
};
