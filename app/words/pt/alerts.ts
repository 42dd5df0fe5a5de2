export const alerts = {
  shipped: {
    subject: "A encomenda {{ order }} está a caminho",
    text: "{{ shop }}: a encomenda {{ order }} ({{ items }}) está a caminho{% if carrier %} com {{ carrier }}{% endif %}.{% if expected %} Entrega prevista: {{ expected }}.{% endif %} {{ link }}",
  },
  "out-for-delivery": {
    subject: "A encomenda {{ order }} chega hoje",
    text: "{{ shop }}: a encomenda {{ order }} ({{ items }}) saiu para entrega{% if carrier %} com {{ carrier }}{% endif %}. {{ link }}",
  },
  delivered: {
    subject: "A encomenda {{ order }} foi entregue",
    text: "{{ shop }}: a encomenda {{ order }} ({{ items }}) foi entregue. Falta alguma coisa? Responda a esta mensagem. {{ link }}",
  },
  delayed: {
    subject: "A encomenda {{ order }} está atrasada",
    text: "{{ shop }}: lamentamos, a encomenda {{ order }} ({{ items }}) está atrasada.{% if expected %} Nova data prevista: {{ expected }}.{% endif %} {{ link }}",
  },
  attempted: {
    subject: "A encomenda {{ order }} não foi entregue",
    text: '{{ shop }}: {{ carrier | default: "a transportadora" }} tentou entregar a encomenda {{ order }} ({{ items }}), sem sucesso. O que acontece agora: {{ link }}',
  },
  "ready-for-pickup": {
    subject: "A encomenda {{ order }} pode ser levantada",
    text: "{{ shop }}: a encomenda {{ order }} ({{ items }}) pode ser levantada. {{ link }}",
  },
  stuck: {
    subject: "A encomenda {{ order }} está parada",
    text: "{{ shop }}: a encomenda {{ order }} ({{ items }}) está parada há alguns dias e estamos a tratar disso. Dúvidas? Responda a esta mensagem. {{ link }}",
  },
};
