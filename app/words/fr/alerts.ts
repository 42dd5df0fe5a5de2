export const alerts = {
  shipped: {
    subject: "La commande {{ order }} est en route",
    text: "{{ shop }} : la commande {{ order }} ({{ items }}) est en route{% if carrier %} avec {{ carrier }}{% endif %}.{% if expected %} Livraison prévue : {{ expected }}.{% endif %} {{ link }}",
  },
  "out-for-delivery": {
    subject: "La commande {{ order }} arrive aujourd'hui",
    text: "{{ shop }} : la commande {{ order }} ({{ items }}) est en cours de livraison{% if carrier %} avec {{ carrier }}{% endif %}. {{ link }}",
  },
  delivered: {
    subject: "La commande {{ order }} est livrée",
    text: "{{ shop }} : la commande {{ order }} ({{ items }}) est livrée. Il manque quelque chose ? Répondez à ce message. {{ link }}",
  },
  delayed: {
    subject: "La commande {{ order }} a du retard",
    text: "{{ shop }} : désolé, la commande {{ order }} ({{ items }}) a du retard.{% if expected %} Nouvelle date prévue : {{ expected }}.{% endif %} {{ link }}",
  },
  attempted: {
    subject: "La commande {{ order }} n'a pas pu être remise",
    text: '{{ shop }} : {{ carrier | default: "le transporteur" }} n\'a pas pu remettre la commande {{ order }} ({{ items }}). La suite : {{ link }}',
  },
  "ready-for-pickup": {
    subject: "La commande {{ order }} peut être retirée",
    text: "{{ shop }} : la commande {{ order }} ({{ items }}) est prête à être retirée. {{ link }}",
  },
  stuck: {
    subject: "La commande {{ order }} n'avance plus",
    text: "{{ shop }} : la commande {{ order }} ({{ items }}) n'a pas bougé depuis quelques jours, nous nous en occupons. Une question ? Répondez à ce message. {{ link }}",
  },
};
