/**
 * What kind of word a word is, in eight languages at once: of what is said in one, the second opinion learns for all.
 * A word ends in * where only its beginning counts. Japanese is looked through for the pieces after the bar.
 */
const KINDS: Record<string, string> = {
  stop: "stop* stahp quit* cease* desist* halt* discontinu* refrain* knock cut kill* abstain* end ends ending finish* arret* cess* finissez fin fini hor hort hoert hore horen aufhor* aufzuhor* beend* unterlass* einstell* schluss ende par para pare paren parem parad parar parenn parando detene* deten* dej* alto bast* smett* smetti* finite* finitela piant* ferm* interromp* sospend* susp* deix* chega chegaaa encerr* ophoud* hou houd kap kappen nokken stopz* opzeg* | やめ 止め 停止 中止 ストップ 控え 止ま",
  leave:
    "unsub* unsuscr* unscrib* unenrol* unregist* deregist* opt optout opted unlist* unjoin desinscri* desabon* desabonn* desubscri* desuscri* desinscr* resili* abmeld* abbestell* austrag* austreten baja bajen* bajar* disiscri* disinscri* disdi* disdett* descadast* desinscrev* uitschrij* uitschr* afmeld* afmelden salir sair uscire esco saio salgo salirme raus austragen kundig* opzeggen exit uitgeschreven | 解除 退会 解約 抜け オプトアウト 登録抹消",
  remove:
    "remov* delet* take taken taking drop dropped eras* scrub* wip* purg* exclud* strike scratch expung* trash get lose forget enlev* retir* supprim* effac* otez sort* sortez ray* radi* oubli* losch* entfern* streich* nehm* nimm vergess* vergiss* schmeiss* quit quiten quitar* quitame quitenme quiten saqu* saca* sacame sacar* borr* elimin* olvid* suprim* retiren togli* tolg* rimuov* rimoss* rimozion* cancell* elimin* leva* levat* dimentic* tirem tira tire tirar* remov* apag* exclu* delet* esque* haal* halen verwijder* wis wissen schrap* vergeet gooi | 消し 削除 外し 消去 抹消 除外 忘れ",
  not: "not no dont dnt don do nt didnt doesnt wont cant cannot nope nah without isnt arent wasnt havent hasnt ne pas n non sans aucun* nicht nix nichts kein* ohne sin ni nada ningun* niente nessun* nao n sem nenhum* nn niet geen niks niets zonder nee | ない ません いらない 不要 な",
  never: "never ever jamais nie niemals nunca jamas mai nunca nooit | 二度と 一切 覚え",
  more: "more anymore again further future longer plus encore davantage desormais mehr wieder weiter* weitere* kunftig langer mas seguir sigan siguen adelante otra piu ancora ulterior* altro altri mais novamente continuar meer weer verder* langer voortaan ya ja | もう 今後 これ以上",
  write:
    "text* txt* messag* msg* mail* email* contact* writ* wrote call* ping* reach* dm solicit* advertis* notif* ecri* contact* sollicit* envoy* schreib* anschreib* angeschrieb* kontakt* text* melde* sende* send* schick* escrib* contact* contat* llam* mand* envi* scriv* scritt* invi* chiam* messaggi* escrev* envi* ligu* lig app* appen sms* schrijv* stur* stuur* mailen benader* bel bellen bericht* gecontact* zend* | 送 連絡 メール 電話",
  news: "texts txts messages msgs sms emails mails promos promo promotion* promotional ads ad advert* offers offer deals deal newsletter* notifications alerts updates marketing coupons spam stuff communications textos messages pub pubs publicit* publicitaires offres promos courriels werbung werb* nachrichten newsletter* angebote benachrichtigungen mitteilungen infos mensajes correos publicidad promocion* ofertas anuncios propaganda notificaciones avisos boletin* messaggi pubblicit* promozion* offerte notifiche annunci mensagens mensagem msgs promoc* notificacoes anuncios berichten berichtjes smsjes mails appjes reclame aanbiedingen nieuwsbrie* acties meldingen advertenties | メッセージ メルマガ 広告 お知らせ 通知 宣伝 案内 配信 クーポン 情報",
  me: "me us my mine i im ive id ill our we moi me m je j mon ma mes nous mir mich ich mein* uns unser* yo mi mis nos me io mi mio mia miei mie ci eu meu meus minha minhas mij me ik mijn mn ons | 私 僕 うち こちら",
  you: "you u your ur youre youve yall guys vous vos votre ihr ihre ihren ihrer euch eure* eur* sie ustedes su sus os voi vostr* vos voce* vc vcs seu* sua* voss* jullie u uw je jij | あなた 御社 貴社",
  these:
    "these those this it that them ca ces ceci cela das dies* diese* die esto estos estas eso questi queste questo questa isso isto essas esses esse dit deze die dat | これ この",
  number:
    "number num nbr phone cell mobile line digits numero num portable tel telephon* telefon* handy* nummer handynummer telefonnummer numero celular movil cellulare numer* telefone telemovel celular nummer telefoonnummer | 番号 電話番号 携帯",
  list: "list lists database system records contacts subscribers mailing liste fichier* base listing verteiler liste datenbank kartei kontakten lista listas base registros contactos database rubrica contatti lista cadastro contatos contactos lijst bestand database mailinglijst bestanden | リスト 名簿 データベース 宛先",
  wrong:
    "wrong incorrect mistaken mistake error mauvais* faux erreur trompe* fausse falsch* verwahlt irrtum geirrt vertan equivoca* incorrecto errone* equivoco sbagli* errat* errad* engano* enganad* verkeerd* fout* vergist onjuist | 間違 違い 違う 違っ 人違い 誤",
  consent:
    "consent* permission authoriz* authoris* agreed agree approve* revok* withdraw* withdrawn rescind* consentement accord autoris* permis* oppos* revoqu* einwillig* zustimm* erlaub* widerruf* widersprech* widerspruch consentimiento autoriz* permiso revoco opong* oposicion consenso autorizz* permesso revoco oppong* consentiment* autoriz* permissao revogo oponho toestemming bezwaar intrek* | 同意 許可 撤回 承諾",
  joined:
    "sign signed signing subscrib* register* join* joined enroll* inscri* abonn* inscrit* anmeld* angemeld* abonnier* eingetrag* registrier* suscrib* suscri* registr* apunt* inscrib* iscri* registr* cadastr* inscrev* registei aangemeld* aanmeld* ingeschrev* inschrij* opgegeven | 登録 申し込 購読 申込",
  data: "data info information details personal donnees coordonnees daten personenbezogen* datos informacion dati dados gegevens data persoonsgegevens gdpr ccpa tcpa rgpd dsgvo lopd lgpd avg privacy datenschutz cnil garante art article artikel articolo articulo | 個人情報 データ",
  law: "report* reporting complain* lawyer attorney sue legal illegal harass* fcc ftc dnc authorities police carrier plainte signal* avocat harcel* illegal anzeig* anwalt melde* bundesnetz* abmahn* verbraucher* belastig* denunci* abogado acoso demand* denunc* queja profeco reportar segnal* avvocato denunc* diffida garante querel* molest* process* procon advogado assedio reclam* anatel aangifte klacht acm advocaat intimidatie stalking stalk* | 通報 訴え 法的 弁護士 警察 違法 嫌がらせ 迷惑",
  annoyed:
    "annoy* sick tired fed enough hate bother* pester* spam* bombard* drown* overwhelm* ridiculous sucks harass* marre assez ras saoul* gonfl* suffit embet* derang* penible insupport* lourd* nerv* reich* genug satt nase schnauze belastig* zumull* harto harta cansad* molest* fastidi* jod* aburr* pesad* llena* stuf* stanc* stress* rott* romp* disturb* noia abbastanza cans* fart* saco cheio chat* incomod* perturb* irrit* aguent* zat gek irritant vervelend lastig* genoeg gezeur storen | しつこ うるさ うんざり 迷惑 勘弁 いい加減 多すぎ すぎ うざ 邪魔",
  peace:
    "alone away lost peace off tranquille paix laiss* fichez foutez lachez ruhe frieden lasst verzieht verpiss* verschon* paz tranquil* dejen* largo vayanse fuera pace lasci* sparite andate* paz sossegad* quiet* sumam embora rust laat oprotten flikker donder | ほっと 放っ そっと 構わ 関わ 消えろ",
  much: "too many much often daily every constantly constant nonstop always trop souvent tous jours viel viele zu standig dauernd taglich jeden demasiad* much* tant* siempre diario tropp* sempre ogni continu* demais muit* toda tant* demasiad* te veel elke continu steeds | 毎日 多 頻繁",
  interested:
    "interest* care care interess* interesse bedarf interesa* interesad* interessi* interess* geinteresseerd belangstelling behoefte | 興味 必要",
  who: "who whos whose why qui pourquoi wer warum wieso woher quien quienes porque chi perche quem wie waarom | 誰 どなた なぜ なんで どうして どちら様",
  how: "how where when what which can could is does do will comment ou quand quel* combien est wie wo wann welch* was como donde cuando cual* cuant* que come dove quando qual* quanto onde quanto hoe waar wanneer welk* wat kan | どう どこ いつ 何 か",
  want: "want wants wanna wish would like need prefer veux veut souhait* voudrais desir* aimerai* will mochte mochten wunsch* wollen brauche quiero quisiera deseo necesito voglio vorrei desidero quero queria desejo gostaria wil willen wens graag zou hoef | たい ほしい 欲しい 希望",
  receive:
    "receiv* get getting got gotten recev* recoi* recu bekomm* erhalt* kriege* recib* llega* ricev* arriv* receb* cheg* ontvang* krijg* gekregen kreeg | 届 受け取 受信 来",
  person:
    "person nobody noone name belongs owner passed died deceased daughter personne decede* monsieur madame person herr frau verstorben gestorben gehort persona fallecio murio señor* senor* signor* persona morto deceduta pessoa faleceu morreu persoon overleden mevrouw meneer heer client* customer cliente kunde klant | 人 本人 さん 亡くな 客",
  order:
    "order* ordered package* parcel* ship* deliver* tracking track return* refund* exchang* item* items purchase* commande* colis livr* expedit* retour* rembours* echang* article* bestell* paket* liefer* versand verschick* rucksend* erstatt* umtausch* artikel* ware pedido* envio paquete* entrega* devol* reembols* cambi* articulo* compra* ordin* pacco spediz* sped* consegn* reso rimbors* cambi* articol* acquist* encomenda* entreg* troca* item itens bestel* pakje* pakket* lever* bezorg* verzend* terug* ruil* artikel* | 注文 発送 配送 商品 荷物 返品 返金 交換 予約 購入",
  thing:
    "size* color* colour* shirt* mug* dress* jacket* shoe* box boxes zipper watch lamp card* coupon code price gift wrapping taille* couleur* robe* pull sac carte cadeau prix code grosse* farbe* kleid hemd tasse karte gutschein geschenk* preis talla* color* vestido camisa zapato* tarjeta regalo precio codigo taglia colore vestito maglia scarpe carta regalo prezzo codice sconto tamanho cor camisa sapato tenis cartao presente preco codigo maat kleur jurk shirt schoen* kaart cadeau* prijs code bon | サイズ 色 袋 ラッピング カード 領収書 コード クーポン 包装",
  place:
    "store shop door address house street bus neighbor* neighbour* porch pickup magasin boutique porte adresse rue voisin bus laden geschaft tur adresse hausnummer nachbar* haltestelle tienda puerta direccion vecino parada portero negozio porta indirizzo vicino fermata portineria civico loja porta endereco vizinho parada paragem portaria casa winkel deur adres huisnummer buren halte | 店 住所 玄関 駅 バス",
  trade:
    "sale account subscription* payment charge* checkout cart app website warranty invoice receipt autoship coffee plan membership stock restock soldes compte abonnement paiement facture panier site stock sale konto abo kaffeeabo zahlung rechnung warenkorb lager app seite rebaja* cuenta suscripcion pago factura carrito caja stock saldi account abbonamento pagamento fattura carrello conto saldos conta assinatura pagamento nota carrinho loja estoque uitverkoop account abonnement betaling factuur winkelwagen voorraad | セール アカウント 定期 支払 会員 在庫 アプリ サイト 請求",
  works:
    "work* broke* stuck broken leak* slip* fell works marche fonctionne bloque* casse* geht funktioniert kaputt funciona dejo* rompio atasc* funziona va rott* blocc* quebr* trav* parou werkt kapot blokkeer* doet | 動か 壊れ 効",
  later:
    "later tomorrow today friday saturday week month until demain semaine mois samedi jusqu morgen woche monat samstag heute bis mañana manana semana mes sabado hasta domani settimana mese sabato fino amanha semana mes ate morgen week maand zaterdag tot | 明日 土曜 今日 まで",
  please:
    "please pls plz kindly thanks thx svp merci stp bitte danke porfa favor gracias xfa grazie favore piacere obrigad* pfv pf aub svp alsjeblieft graag bedankt | ください 下さい お願い",
  block:
    "block* mute* blocklist filter* junk bloqu* blockier* sperr* bloque* blocc* bloque* blokkeer* | ブロック 拒否 受信拒否",
};

/** The kinds of one word, or of one piece of Japanese; none where nothing is known of it. */
export function kindsOf(word: string): readonly string[] {
  const known = WHOLE.get(word);
  if (known) return known;
  for (let length = word.length; length >= SHORTEST; length--) {
    const kinds = BEGINNINGS.get(word.slice(0, length));
    if (kinds) return kinds;
  }
  return NONE;
}

/** Text without spaces cut into the pieces that are known and the letters between. */
export function piecesWithKinds(text: string): { piece: string; kinds: readonly string[] }[] {
  const found = [];
  for (let start = 0; start < text.length; ) {
    const piece = longestAt(text, start) ?? String.fromCodePoint(text.codePointAt(start)!);
    found.push({ piece, kinds: PIECES.get(piece) ?? NONE });
    start += piece.length;
  }
  return found;
}

function longestAt(text: string, start: number): string | null {
  for (let length = LONGEST_PIECE; length > 0; length--) {
    const piece = text.slice(start, start + length);
    if (piece.length === length && PIECES.has(piece)) return piece;
  }
  return null;
}

const NONE: readonly string[] = [];
const SHORTEST = 2;
const WHOLE = new Map<string, string[]>();
const BEGINNINGS = new Map<string, string[]>();
const PIECES = new Map<string, string[]>();

for (const [kind, listed] of Object.entries(KINDS)) {
  const [spaced = "", spaceless = ""] = listed.split(" | ");
  for (const word of new Set(spaced.split(" ")))
    if (word.endsWith("*")) put(BEGINNINGS, word.slice(0, -1), kind);
    else put(WHOLE, word, kind);
  for (const piece of spaceless.split(" ")) if (piece) put(PIECES, piece, kind);
}
const LONGEST_PIECE = Math.max(...[...PIECES.keys()].map((piece) => piece.length));

function put(into: Map<string, string[]>, word: string, kind: string): void {
  const kinds = into.get(word) ?? [];
  if (!kinds.includes(kind)) into.set(word, [...kinds, kind]);
}
