export const optOut = {
  "opt-out.all": "U krijgt hier geen berichten van {shop} meer. Antwoord START om ze weer te krijgen.",
  "opt-out.promotions": "U krijgt hier geen reclame van {shop} meer.",
  "opt-out.by":
    "U krijgt {way, select, email {per e-mail} text {per sms} other {hier en per sms}} geen {what, select, promotions {reclame} other {berichten}} van {shop} meer.",
  "opt-out.chat":
    "{ways, select, both {U krijgt geen reclame van {shop} meer per sms of e-mail.} text {U krijgt geen reclame van {shop} meer per sms.} email {U krijgt geen reclame van {shop} meer per e-mail.} other {Wij kennen hier uw nummer en e-mailadres niet. Antwoord STOP op een sms van {shop} om die te beëindigen; voor e-mails gebruikt u de link erin.}}",
  "opt-out.start":
    "U krijgt hier weer nieuws over bestellingen en antwoorden van {shop}. Antwoord STOP om ze te beëindigen.",
  "opt-out.help":
    "{shop}: {email, select, none {} other {hulp via {email}. }}Antwoord STOP om deze berichten te beëindigen.",
  "opt-out.cancel":
    "U stuurde CANCEL naar {shop}; daarmee eindigden onze sms’en. Bedoelde u een bestelling, laat het hier weten.",
};
