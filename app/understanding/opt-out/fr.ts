import { near, type OptOutRules, whole, words } from "#app/understanding/opt-out/rules.ts";

const NEWS =
  "sms|textos?|messages?|mails?|e ?mails?|courriels?|pubs?|publicites?|newsletters?|promos?|promotions?|spams?|envois?|notifications?|prospection|sollicitations?|offres|alertes";
const OF =
  "(?: (?:de|d|des|du|vos|votre|ces|ce|cette|les|la|le|l|aux|avec|m|me|moi|nous|envoyer|recevoir|tout|tous|toutes?|plus|a|sur|mon|publicitaires?))*";
const SEND =
  "(?:contacter|contactez|ecrire|ecrivez|ecris|envoyer|envoyez|envoie|solliciter|sollicitez|deranger|derangez|harceler|embeter|contactes?)";

export const fr: OptOutRules = {
  certain: [
    words("(?:lien|bouton|page) (?:de |d |pour )?(?:(?:me |se |s )?(?:desinscri\\w+|desabonn\\w+))"),
    words(
      `(?:arretez?|arreter|stop|stopper|stoppez|cessez|cesser|stoppe|resilier|suspendez)${OF} (?:${NEWS})`,
    ),
    words(`(?:arretez?|cessez|stoppez)(?: (?:de|d))(?: (?:m|me|nous))? ?${SEND}`),
    words(
      `ne (?:(?:m|me|nous) )?(?:${SEND}) plus(?! (?:tard|a l ancienne))`,
      `ne plus (?:(?:m|me|nous|jamais|etre) )*(?:${SEND}|contactee?)`,
    ),
    words(`ne (?:(?:m|me|nous) )${SEND} (?:jamais|pas)$`),
    words(
      `(?:ne |n )?(?:veux|souhaite|desire|voudrais|veut|souhaitons) (?:plus|pas)(?: jamais)?(?: etre)?(?: (?:de|d|vos|recevoir|ces|cette|aucune?|autres?))* (?:${NEWS}|contactee?s?|sollicitee?s?|derangee?s?|rien)`,
    ),
    words(
      `ne plus (?:jamais )?recevoir(?: \\w+){0,2} (?:${NEWS})`,
      `plus de (?:${NEWS})`,
      `jamais demande(?: a)?(?: recevoir)?(?: (?:ces|vos|de|ce))* (?:${NEWS}|ca)`,
    ),
    words(
      "desabonn(?:ez|er|e)(?: moi)?",
      "desinscri(?:vez|re|s)(?: moi)?",
      "desabonnement",
      "desinscription",
    ),
    words(
      "(?:laissez|laisse) (?:moi|nous) (?:tranquilles?|en paix)",
      "(?:fichez|foutez|fous|fiche) (?:moi|nous) la paix",
      "lachez moi",
      "lache moi",
    ),
    words(
      "(?:supprimez|effacez|retirez|enlevez|oubliez|supprimer|retirer|effacer|rayez)(?: moi| mon (?:numero|nom|contact|mail|adresse mail)| mes (?:coordonnees|donnees))(?: de)?",
    ),
    words(
      "(?:retire|revoque|annule|retirer|revoquer) mon (?:consentement|accord|autorisation)",
      "m oppose",
      "opposition a la prospection",
    ),
    whole("(?:c est |ceci est )?(?:du |un )?spam", "pas interessee?(?: merci)?(?: ne)? plus .*"),
    words(
      "ca suffit (?:les|vos|avec) \\w+",
      "comment (?:arreter|stopper)(?: \\w+){0,2} (?:sms|messages|mails|textos|pubs)",
    ),
  ],
  unlessAbout: [
    words(
      "(?:mauvais|faux) numero",
      "erreur de (?:numero|personne|destinataire)",
      "(?:trompez|trompe|trompes) de (?:numero|personne)",
      "pas (?:la bonne personne|le bon numero|le numero d[eu])",
    ),
    words("vous faites erreur", "marre de vos"),
    /^(?:\p{L}+ ){0,2}(?:stop|arretez|stoppez)(?: (?:tout|ca|svp|maintenant|immediatement))?$/u,
  ],
  about:
    /\b(?:commandes?|colis|facture|adresse|rue|livraison|expedition|taille|article|magasin|boutique|abonnement (?:cafe|the|box)|box|c est bien|paiement|prelevement|livrer|livraisons|attendre|remboursez|echange|stock|compte|carte|pas recu|n ai recu|ne recois|jamais recu|voisin|lundi|mardi|vendredi|matin|code|plutot|appelez|quel numero|a quel|mes spams|dans (?:les|mes) (?:spams?|indesirables)|renvoyer|recu)\b/u,
  doubt: [whole("pas interessee?", "annuler (?:sms|messages)")],
  loose: [
    near("plus aucune?|aucun autre|pas de|stop aux?|assez de|marre de|marre des", 2, `(?:${NEWS})`),
    near(
      "ne|n|arret\\w*|cess\\w*|evit\\w*",
      4,
      "(?:(?:contact|sollicit|derang|harcel|embet)\\w+ plus|plus (?:me |m |nous )?(?:contact|sollicit|derang|ecri|envoy)\\w+|(?:m|me|nous) (?:contact|sollicit|derang|harcel|ecri|envoy)\\w+)",
    ),
    near(
      "retir\\w+|supprim\\w+|enlev\\w+|effac\\w+|sort\\w+|ray\\w+|desabonn\\w+",
      5,
      "(?:adresse mail|mon mail|mon e ?mail|votre liste|vos listes|repertoire|systeme|donnees|contacts?|mon numero)",
    ),
    near("arret\\w*|cess\\w*|stop\\w*|bloqu\\w*", 5, `(?:${NEWS}|ecrire|contacter|solliciter)`),
    near(
      "retir\\w+|supprim\\w+|enlev\\w+|effac\\w+|sort\\w+|ray\\w+",
      4,
      "(?:numero|liste|listes|fichiers?|base|coordonnees)",
    ),
    near(
      "plus|jamais|pas",
      3,
      "(?:entendre parler|etre contactee?|etre sollicitee?|recevoir (?:vos|ces|de|d|aucun)|mon numero|son numero|consentement)",
    ),
  ],
  ending: words(
    "arret\\w*|cess\\w*|stop\\w*|plus|jamais|retir\\w+|supprim\\w+|enlev\\w+|effac\\w+|otez|oter|ray\\w+|desabonn\\w+|desinscri\\w+|refuse|marre|assez|interdis",
  ),
  writing: words(
    `${NEWS}|contact\\w+|solicit\\w+|sollicit\\w+|ecri\\w+|(?:votre|vos|la|les|mailing) (?:listes?|fichiers?|base|repertoire)|mon numero|mon mail|mes donnees|mes coordonnees`,
  ),
  promotions:
    /\b(?:pubs?|publicites?|publicitaires?|promos?|promotions?|newsletters?|prospection|marketing|offres|spam)\b/u,
  emails: /\b(?:mails?|e ?mails?|courriels?|newsletters?)\b/u,
  texts: /\b(?:sms|textos?|numero|telephone)\b/u,
};
