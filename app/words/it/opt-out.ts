export const optOut = {
  "opt-out.all": "Non riceverà più messaggi da {shop} qui. Risponda START per riceverli di nuovo.",
  "opt-out.promotions": "Non riceverà più pubblicità da {shop} qui.",
  "opt-out.by":
    "Non riceverà più {what, select, promotions {pubblicità} other {messaggi}} da {shop} {way, select, email {per email} text {per SMS} other {né qui né per SMS}}.",
  "opt-out.chat":
    "{ways, select, both {Non riceverà più pubblicità da {shop} per SMS o email.} text {Non riceverà più pubblicità da {shop} per SMS.} email {Non riceverà più pubblicità da {shop} per email.} other {Qui non conosciamo il suo numero né la sua email. Per fermare gli SMS di {shop} risponda STOP a uno di essi; per le email usi il link che contengono.}}",
  "opt-out.start":
    "Riceverà di nuovo qui gli aggiornamenti sugli ordini e le risposte di {shop}. Risponda STOP per interromperli.",
  "opt-out.help":
    "{shop}: {email, select, none {} other {per assistenza scriva a {email}. }}Risponda STOP per non ricevere più messaggi.",
  "opt-out.cancel":
    "Ha scritto CANCEL a {shop}, e i nostri SMS sono finiti. Se intendeva un ordine, ce lo dica qui.",
};
