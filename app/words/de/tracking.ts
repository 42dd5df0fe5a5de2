import type { tracking as en } from "#app/words/en/tracking.ts";

export const tracking: Record<keyof typeof en, string> = {
  "track.title": "Ihr Paket",
  "track.on-time": "Pünktlich",
  "track.late": "{days, plural, one {# Tag} other {# Tage}} zu spät",
  "track.stuck": "Seit Tagen kein Scan",
  "track.not-told": "Der Versanddienst meldet nichts",
  "track.progress": "Fortschritt",
  "track.scans": "Der Weg bisher",
  "track.no-scans": "Noch keine Scans.",
  "track.items": "In diesem Paket",
  "track.rest": "Auch in dieser Bestellung",
  "track.number": "Sendungsnummer",
  "track.chat": "Chatten Sie mit uns",
  "track.open": "Dieses Paket ansehen",
  "track.as-of": "Stand: {time}.",
  "track.private": "Namen und Adressen werden hier nie gezeigt.",
  "track.gone-title": "Hier gibt es nichts zu sehen",
  "track.gone":
    "Dieser Link ist falsch oder gilt nicht mehr. Ihre Bestellung finden Sie in der Bestätigungsmail, und der Shop hilft Ihnen gern.",
  "track.busy-title": "Wir können gerade nicht nachsehen",
  "track.busy": "Bitte versuchen Sie es in einer Minute noch einmal.",
  "track.too-many":
    "Diese Seite wurde zu oft aufgerufen. Bitte versuchen Sie es in einer Minute noch einmal.",
  "step.label-made": "Versandetikett erstellt",
  "step.confirmed": "Beim Versanddienst angekündigt",
  "step.shipped": "Verschickt",
  "step.picked-up": "Vom Versanddienst abgeholt",
  "step.in-transit": "Unterwegs",
  "step.delayed": "Verspätet",
  "step.out-for-delivery": "In Zustellung",
  "step.attempted": "Zustellversuch",
  "step.ready-for-pickup": "Zur Abholung bereit",
  "step.failure": "Nicht zustellbar",
  "step.delivered": "Zugestellt",
  "step.collected": "Abgeholt",
  "track.none-recent": "In Ihrem Konto gibt es keine neuere Bestellung.",
  "track.signed-in": "Ihre letzten Bestellungen",
  "track.check-number":
    "{number} sieht nicht wie eine vollständige Sendungsnummer aus: Vielleicht fehlt eine Ziffer oder eine ist falsch. Bitte prüfen Sie sie und senden Sie sie noch einmal.",
  "proof.sent-parcel":
    "Bevor ich etwas über dieses Paket sagen kann, muss ich wissen, dass es Ihres ist. Wenn es zu einer unserer Bestellungen gehört, ist ein 6-stelliger Code an die E-Mail-Adresse oder Telefonnummer dieser Bestellung unterwegs. Bitte geben Sie den Code hier ein; er gilt 10 Minuten.",
};
