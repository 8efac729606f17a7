#include "locate/common_words.hpp"

#include <string>
#include <unordered_set>

namespace ombud::locate {

namespace {

using WordSet = std::unordered_set<std::string_view>;

WordSet words_of(std::string_view list) {
    WordSet words;
    for (std::size_t begin = list.find_first_not_of(" \n"); begin != std::string_view::npos;) {
        const std::size_t end = std::min(list.find_first_of(" \n", begin), list.size());
        words.insert(list.substr(begin, end - begin));
        begin = list.find_first_not_of(" \n", end);
    }
    return words;
}

constexpr std::string_view common_list = R"(
aber ab abend abends abfall abfaelle abfalleimer abfluss abgebrochen abgelaufen abgelegt abgesackt abgestellt absperrung
ach acht achtung adresse aendern aeste aeusserst aktuell all alle allee allem allen aller allerdings alles als also alt
alte altem alten alter alters altes altglas altkleider altkleidercontainer altpapier altreifen am amt an andauernd ander
andere anderem anderen anderer anderes anders anfang anfrage angebot angefahren angst anhang anlage anlieger anruf
ansprechpartner anstatt antrag antwort anwohner anwohnerin anwohnerinnen anwohnern anzeige april arbeit arbeiten arm art
artikel asphalt ast auch auf aufgang aufgefallen aufm aufs aufgebrochen aufgerissen aufgestellt auge augen august aus
ausfall ausfahrt ausgefallen ausgang ausser ausserdem ausserhalb auto autobahn autofahrer autos
bach baeckerei baeume baeumen baeumchen bahn bahnhof bahnhofs bahnhofsplatz bahnsteig bahnuebergang bald balkon ball band
bank bar bau bauarbeiten bauhof baum bauschutt baustelle baustellen beet beete befindet beginn behaelter behindert bei
beide beiden beim beinahe beispiel beitrag bekannt belag beleuchtung benutzen benutzer bereich bereits berg bericht
beschaedigt beschwerde beseitigen beseitigt besser bestand besten besuch besucher betreff betrifft betrieb bett bezirk
bis bitte bitten blaetter blatt block blockiert blume blumen blumenbeet boden bord bordstein bordsteinkante boeschung
brand brandt brauchen breit breite brennen brennt brett briefkasten bringen brille brot bruch bruder bruecke bruecken
brunnen buch buecher buehne buer buero buerger buergerin buergerinnen buergersteig buergermeister bund bundesstrasse burg
bus busch buesche busfahrer bushaltestelle busse
ca cent center chance container containern containerplatz
da dabei dach dadurch dafuer dagegen daheim daher damals damen damit damm danach dank danke dankbar dann daran darauf
darf darin darueber darunter das dass datum dauer dauerhaft dauernd davon davor dazu decke deckel dein deine dem den denen
denke denn deponie der deren des deshalb dessen deutlich dezember dich dicht dick dicke die dienst dienstag dies diese
diesem diesen dieser dieses ding dinge direkt doch donnerstag doppelt dorf dort dorthin draht drang draussen dreck
dreckig drehscheibe drei dreissig dringend dringende dritte druck du duerfen dunkel dunkelheit durch durchgang durfte
eben ebene ebenfalls ebenso ecke eckig ehe eher eiche eichen eigen eigene eigenen eigentlich ein eine einem einen einer
eines einfach einfahrt eingang einige einigen einiger eingefahren einkauf einkaufen einkaufszentrum einmal einmuendung eins
einsatz einsehbar einwohner einzeln eis eisen elf eltern ende endlich eng entfernen entfernt entlang entleert entsorgen
entsorgt entsorgung er erbitte erde erdgeschoss erheblich erhoeht erledigt erneut erst erste ersten erster es etage etwa
etwas euch euer euro
fach fahrbahn fahren fahrer fahrgast fahrrad fahrradfahrer fahrradstaender fahrradweg fahrraeder fahrt fahrtrichtung
fahrweg fahrzeug fahrzeuge fall falle fallen falls falsch falschparker familie familien farbe fast februar fehlen fehlt
feier feiertag fein feld felde felder feldweg fels fenster ferien fern fest feuer feuerwehr feuerwehrzufahrt firma fisch
fischen flach flaeche flaechen flasche flaschen fliegen fluss flut folge folgen folgende form foto fotos frage fragen
fracht franz frau frauen frei freie freier freiheit freitag fremd freund freunde freundlich freundliche freundlichen
friedhof frisch front frost frueh frueher fuehrt fuer fuenf fuss fussballplatz fussgaenger fussgaengerin fussgaengerweg
fussgaengerueberweg fussgaengerzone fussweg fusswege
gab galt gang ganz ganze ganzen gar garage garagen garten gaerten gasse gast gebaeude geben gebiet gebrochen gebuesch
gefaehrdet gefaehrlich gefaehrliche gefahr gefallen gegen gegend gegenueber geh gehen geholfen gehoert gehweg gehwege
gehwegplatte gehwegplatten gelaende gelaender gelb gelegen geld gelegt gelten gemacht gemeinde gemeldet genau genug
geoeffnet gera gerade geraet geraeusch gern gerne gesamt gesamte geschaeft geschehen geschlossen gestell gestern gestellt
gestohlen gestrichen gesperrt gewerbegebiet gewesen gewicht gib gibt ging glas glascontainer glasscherben glatt glaube
gleich gleis gleise glueck gold graben graffiti grand gras grau grenze griff gross grosse grossen grosser grosses grube
gruen gruene gruenen gruenflaeche gruenflaechen gruenstreifen gruesse gruessen grund grundschule grundstueck grundstuecks
gruppe gully gullydeckel gut gute guten guter gutes
haar haben haeufig haende haengt haette haette haeuser hafen halb halbe halle hallo halt halten haltestelle hand handy
hang hans hart hast hat hatte hatten hauptbahnhof hauptstrasse hauptweg haus hause hausmeister hausnummer haustuer hecke
hecken heck heide heim heimat heisse heisst heiss helfen hell hemmung her herbst herd herr herren herum heute hier
hilfe himmel hin hinaus hindernis hinter hinterhof hinterm hinunter hinweis hinweise hirsch hitze hoch hoeflich hoehe
hoehen hoeren hof hoffe hoffen hohe hohen hoher holz holen horn hort huegel huefte hufeisen hund hunde hundehaufen
hundekot hundekotbeutel hundert hut
ich idee ihm ihn ihnen ihr ihre ihrem ihren ihrer im imkerei immer in indem industriegebiet info information innen
innenstadt innerhalb ins insbesondere insel interesse irgendwo ist
ja jahr jahre jahren jahres januar je jede jedem jeden jeder jederzeit jedes jedoch jemand jene jetzt jugend jugendliche
jugendlichen juli jung junge juni
kabel kalt kam kamen kamp kampf kanal kanaldeckel kann kannst kante kanzel kaputt kaputte kaputten kasten kater katze
kaum kehre kein keine keinem keinen keiner kellner keller kennen kette kies kilometer kind kinder kindergarten kindern
kindertagesstaette kinderwagen kino kirche kirchen kirchhof kiste kita klar klasse klappt kleber klein kleine kleinen
kleiner kleines klettergeruest klinik klopft knapp knie koennen koennte koennten kohle komme kommen kommt kommune komplett
konnte konnten kopf korb kontakt kosten kotten kraft krank krankenhaus kreis kreisel kreisverkehr kreuz kreuzt kreuzung
kreuzungsbereich kueche kugel kuh kurve kurz kurze
laden laecheln laeden laenger laerm laesst landstrasse landstr hauptstr lage lagern lampe lampen land lange langem langsam laster laterne laternen
laub laube laubhaufen laufe laufen laut laute lauten leben leer leerung legen leicht leid leider leine leiter leitung
lernen lesen letzte letzten letzter letztes leuchte leuchten leuchtet leute leuten licht lichter lieb liebe lieber liegen
liegend liegt lies linie links linke linken linde loch lob loecher loesung los luft luecke lust
mache machen macht maengel maengelmelder maerz mag mai mal man manche manchmal mangel mann markt marktplatz marke maschine
mass masse mast mauer maus mehr mehrere mehreren mein meine meinem meinen meiner melde melden meldung menge mensch
menschen merkt metall meter mich milch minute minuten mir mist mit mitarbeiter mittag mitte mittel mitten mittwoch
moebel moechte moechten moeglich moeglichst moment monat monate monaten montag morgen morgens motor motorrad
motorroller muell muellabfuhr muelleimer muellhaufen muellsack muellsaecke muellsaecken muelltonne muelltonnen muehle
muessen muesste mund museum muss musste musik mutter
nach nachbar nachbarin nachbarn nachbarschaft nachdem nachher nachmittag nachricht nacht nachts nackt nadel naechste
naechsten naehe nah nahe name namen nass natuerlich natur neben nebel nebenstrasse nebenan nehmen nein netz neu neue neuen
neuer neues neun nicht nichts nie niedrig niemand nix noch nord norden nordseite normal not notfall notwendig november
nun nur nummer nutzen
oase ob oben obere oberen oberer obst oder oeffentlich oeffentliche oeffentlichen oeffentlicher oeffnung oefter ofen oft
ohne ohr oktober opa oma ordentlich ordnung ordnungsamt ort orte orts ost osten ostern ostseite
paar papier papierkoerbe papierkorb park parkbank parkbaenke parken parkende parkhaus parkplaetze parkplatz parks parkt
parkweg party passage passanten passiert passieren person personen petition pfad pfahl pferd pferde pflanze pflanzen
pflaster pflasterstein pflastersteine pflege pfosten pfuetze pfuetzen pkw platte platten platz plaetze plaetzen plakat
plan plastik pfand plus poller polizei pool post problem probleme promenade prozent puenktlich punkt
quelle quer querung querungshilfe
rad radfahrer radfahrerin radfahrern radweg radwege radwegs raecht raeumen rampe rand rasen rat rathaus ratte ratten
rauch raum rebstock recht rechte rechten rechts rede regelmaessig regen regenrinne regenwasser reich reicht reifen reihe
rein reinigen reinigung reise reiter reitweg rest restaurant richtig richtung riesig riesige riesiges rind ring ringsum
rinne rinnstein riss risse ritter rohr rohrbruch rot rote roten roter rost rostet ruf rueckfrage rueckfragen rueckmeldung
rueckseite ruhe ruhestoerung rund runde rundweg rutsche rutscht
saal sache sachen sack saecke saemtliche sage sagen samstag samt sand sandkasten sauber saeubern saum schacht schaden
schaeden schachtdeckel schalter schatten schaukel schaukeln schauen schaut scheibe scheiben scheinbar schein scherben
schieben schiff schild schilder schlag schlagbaum schlagloch schlagloecher schlecht schlechte schlechten schleuse schlimm
schliessen schloss schluss schmal schmelze schmutz schmutzig schmutzige schnee schnell schnelle schoen schoene schoenen
schoener schon schranke schrei schreibe schreiben schritt schrott schrottauto schule schulen schueler schulhof
schulweg schuld schutt schutz schwarz schwarze schwarzen schwer schwere schwester sechs see sehen sehr seil seiner sein
seine seinem seinen seit seitdem seite seiten seitenstrasse seitenstreifen seitlich selber selbst selten senke september
setzen sich sicher sicherheit sicht sichtbar sie sieben sieht sind siehe sinn sitz sitzbank sitzen so sobald sofort sogar
sohn soll sollen sollte sollten sommer sonder sondern sonne sonnabend sonntag sonst sorge sowie spaet spaeter spalte
spass spaziergaenger spaziergang sperre sperrmuell sperrung spiegel spiel spielen spielgeraet spielgeraete spielplaetze
spielplatz spielplatzes spinne sport sportplatz sprechen spuer spur staendig staerker stadt stadtgarten stadtmauer
stadtpark stadtteil stadtteils stadtverwaltung stadtwald stall stamm stand standort stange stark starke starken starker
station statt staub steg steh stehen steht stein steine stelle stellen stern stets steuer stiege stil still stinkt stock
stoert stolpern stolpergefahr stolperfalle strassen strassenbahn strassenbahnhaltestelle strassenbelag strassenbeleuchtung
strassenecke strassenlampe strassenlampen strassenlaterne strassenlaternen strassenname strassenrand strassenschaeden
strassenschild strassenseite strasse str strauch straeucher strecke streifen streu strom strom stueck stuecke stunde
stunden sturm suchen sued sueden suedseite super supermarkt
tag tage tagen tages taeglich tal tankstelle tannen tanne tat taube tauben tausend taxi team teer teich teil teile teilen
teilweise telefon telefonisch termin teuer thema theater tief tiefe tiefer tiefes tiefgarage tier tiere tisch tochter
toll tonne tonnen tor tot totale toter tote touren traenke trage tragen treffen treppe treppen treppenhaus treten trotz
trotzdem tueren tuer tun tunnel turm turnhalle
ubahn ueber ueberall uebel ueberdies ueberfahren ueberfuellt ueberfuellte ueberhaupt uebermorgen ueberquert ueberschwemmt
ueberwuchert ueblich ufer uhr um umfeld umgebung umgefallen umgekippt umgestuerzt umleitung umwelt unbedingt und unebenheit
unfall unfaelle ungefaehr ungefaehrlich unkraut uns unser unsere unserem unseren unserer unten unter untere unteren
unterer unterfuehrung unterhalb unterkunft unterm unterwegs unzaehlige uralt
vater verboten verdreckt verein vergangene vergangenen vergehen vergessen verkehr verkehrsinsel verkehrsschild
verkehrszeichen verlassen verlegt verliert verloren verschmutzt verschmutzung versenkt verstaendnis verstehen verstopft
versuch verwaltung viel viele vielen vieler vielleicht vier viertel vogel voegel vogtei volk voll voller vom von vor voran
vorbei vorgarten vorhanden vorher vorne vorplatz vorschlag vorsicht
wache wachsen waehrend waere waeren waermste waesche wagen wahr wald waldweg wand wanderweg wann war ward waren warnung
warte warten warum was wasser wasserrohrbruch wasserturm wechsel weder weg wege wegen weges wehr weich weide weihnachten
weil weile wein weinberg weiss weisse weit weiter weitere weiteren weitergeleitet welche welchem welchen welcher welches
welt wende wenig wenige weniger wenn wer werde werden werk werkstatt wert weshalb west westen westseite wetter wichtig
wichtige wie wieder wiederholt wiese wiesen wild wilde wilder wildwuchs will wille wind winkel winter wir wird wirklich
wirt wissen wo woche wochen wochenende woechentlich wohl wohne wohnen wohngebiet wohnhaus wohnung wolf wollen wollte
wollten wonach worden wort worte wuchs wuerde wuerden wunder wunsch wurde wurden wurzel wurzeln
zahl zahlreiche zahn zahnrad zaun zaeune zebrastreifen zehn zeichen zeigen zeit zeiten zeitung zelt zentrum zerbrochen
zerstoert zeuge ziege ziegel ziehen ziel ziemlich zimmer zoll zone zoo zu zudem zuerst zufahrt zug zugang zugeparkt
zugestellt zugewachsen zuhause zum zumindest zur zurueck zusammen zustaendig zustand zuviel zwar zwei zweig zweige zweimal
zweite zweiten zwerg zwischen zwischendurch zwoelf
about after again all along also and are around at avenue back bank bar because been before behind bench between big bin
black blocked bridge broken building bus but by bush car cars church city close corner could cross dark day days dead dear
deep dirty do door down dumped each end every extremely field fire first fixed for from front garden gate get glass going
good green ground hall has have hello here hill hole house how into is it just lamp large last lane left light lights like
litter long main market middle mill month months more morning move much my near need new next night no north not now of off
old on one opposite or our out outside over park parked parking path pavement people place playground please pole pothole
public red regards right ring road rubbish school see several side sign since site small some south square station still
stop street streets swing thanks thank that the their there they this tonight traffic tree trees under up very wall was
water way week weeks west what when where which while white who will with wood work would year years you your
mon die mit don fre sam son mo di mi do fr sa so jan feb apr jun jul aug sep sept okt nov dez tel fax mobil nr no plz
container abschnitt absatz paragraf paragraph seite zeile ziffer punkt stufe version reihe gebaeude trakt fluegel apartment
wohnblock saal raum station zimmer kasse halle gate parzelle flur flurstueck gemarkung lampennummer mastnummer ticket
vorgang vorgangsnummer aktenzeichen kennzeichen buslinie bahnlinie tramlinie strassenbahnlinie ausfahrt anschlussstelle
kilometerstein bild anlage abbildung position pos meldungsnummer kundennummer rechnung rechnungsnummer spielplatznummer
)";

constexpr std::string_view counted_list = R"(
uhr meter metern m km cm mm kilometer zentimeter millimeter quadratmeter qm liter l kg kilo kilogramm gramm tonnen to
sekunden sekunde minuten minute min stunden stunde std h tage tagen tag woche wochen monat monate monaten jahr jahre jahren
mal x prozent grad euro eur cent stueck stk fach st
januar februar maerz april mai juni juli august september oktober november dezember jan feb apr jun jul aug sep sept okt
nov dez
og ug eg etage stock stockwerk obergeschoss
metres meters feet days weeks months years hours minutes
)";

constexpr std::string_view countable_list = R"(
lampen laternen leuchten autos pkw lkw fahrzeuge wagen saecke muellsaecke tueten baeume aeste personen leute menschen kinder
jugendliche maenner frauen tonnen muelltonnen muelleimer container fahrraeder raeder roller escooter scooter reifen loecher
schlagloecher platten gehwegplatten poller baenke stuehle matratzen sofas schilder hunde ratten tauben voegel flaschen
kartons kisten einkaufswagen paletten stellen meldungen anrufe beschwerden haushalte familien anwohner nachbarn parteien
)";

constexpr std::string_view no_adjective_list = R"(
wurde wurden werde werden habe haben hatte hatten haette waere waeren sehe sehen stehe stehen liege liegen fehle fehlen gehe
gehen komme kommen melde melden moechte koennte koennten muessen sollte sollten wollte wohne wohnen haengen laufen stoeren parken
bleiben befinden brennen leuchten brauchen bitte bitten danke
eine einen einer keine keinen keiner meine meinen meiner unsere unseren unser diese diesen dieser der den die sie er wer wie
hier leider immer wieder aber oder ausser unter ueber hinter neben zwischen gegen wegen heute morgen gerade ohne ehe gegenueber
oben unten hinten aussen innen daneben drueben zusammen
)";

constexpr std::string_view place_list = R"(
in im an am auf der die das dem den vor hinter neben bei beim zum zur nahe unter ueber zwischen ecke entlang von aus
gegenueber hoehe kreuzung einmuendung strasse str on at near corner
)";

constexpr std::string_view number_list = R"(
nr nummer hausnummer hausnr hnr hn hs haus hoehe gegenueber von vor bei neben hinter ca circa etwa ungefaehr auf der dem
in zwischen ab no number der
)";

constexpr std::string_view title_list = R"(
herr herrn frau familie fam hr fr dr prof eheleute mr mrs ms
)";

}  // namespace

bool is_common(std::string_view folded) noexcept {
    static const WordSet words = words_of(common_list);
    return folded.size() < 2 || words.contains(folded);
}

bool is_counted(std::string_view folded) noexcept {
    static const WordSet words = words_of(counted_list);
    return words.contains(folded);
}

bool is_countable(std::string_view folded) noexcept {
    static const WordSet words = words_of(countable_list);
    return words.contains(folded);
}

bool is_no_adjective(std::string_view folded) noexcept {
    static const WordSet words = words_of(no_adjective_list);
    return words.contains(folded);
}

bool leads_to_place(std::string_view folded) noexcept {
    static const WordSet words = words_of(place_list);
    return words.contains(folded);
}

bool leads_to_number(std::string_view folded) noexcept {
    static const WordSet words = words_of(number_list);
    return words.contains(folded);
}

bool is_title(std::string_view folded) noexcept {
    static const WordSet words = words_of(title_list);
    return words.contains(folded);
}

}  // namespace ombud::locate
