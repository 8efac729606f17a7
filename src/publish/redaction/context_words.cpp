#include "publish/redaction/word_lists.hpp"

namespace ombud::publish::redaction {

// Words beside which names, numbers and addresses stand. Folded.

// After them comes a surname.
const std::string_view honorifics = R"(
herr herrn hr hrn frau fr frl fraeulein familie fam familien eheleute ehepaar herren mr mrs ms miss mister monsieur madame senor senora signor
signora pani pan bay geschwister gebrueder witwe
)";

const std::string_view academic_titles = R"(
dr drs prof professor doktor dipl ing med phil jur rer nat mag lic priv doz mba msc bsc
)";

const std::string_view particles = R"(
von van vom zu zum zur de den der del della di da dos du la le el al ben bin ibn ter ten te zer und y e o mac mc
)";

// What people are: a name may follow, but it is none itself, not even after "Herr".
const std::string_view roles = R"(
buergermeister buergermeisterin oberbuergermeister oberbuergermeisterin ortsvorsteher ortsvorsteherin landrat landraetin stadtrat stadtraetin ratsherr
ratsfrau ratsmitglied minister ministerin praesident praesidentin direktor direktorin dezernent dezernentin amtsleiter amtsleiterin schulleiter
schulleiterin rektor rektorin pfarrer pfarrerin pastor pastorin dekan polizist polizistin polizeibeamter polizeibeamte polizeihauptkommissar
polizeioberkommissar kommissar kommissarin wachtmeister hauptmeister arzt aerztin hausarzt anwalt anwaeltin rechtsanwalt rechtsanwaeltin notar
architekt architektin ingenieur ingenieurin lehrer lehrerin klassenlehrer klassenlehrerin erzieherin erzieher trainer trainerin sachbearbeiter sachbearbeiterin
mitarbeiter mitarbeiterin kollege kollegin kollegen chef chefin vorarbeiter bauleiter bauleiterin polier hausmeister hausmeisterin hauswart vermieter
vermieterin verwalter verwalterin betreuer betreuerin vorsitzender vorsitzende vorsitzenden stellvertreter abgeordneter abgeordnete bezirksbuergermeister
bezirksvorsteher bezirksbeamter schiedsmann ortsbuergermeister beamter beamtin doktor inhaber inhaberin geschaeftsfuehrer geschaeftsfuehrerin
wirt wirtin gastwirt paechter paechterin betreiber betreiberin besitzer besitzerin eigentuemer eigentuemerin halter halterin hundehalter hundehalterin
hundebesitzer hundebesitzerin fahrer fahrerin busfahrer busfahrerin landwirt bauer foerster jaeger schornsteinfeger handwerker ansprechpartner ansprechpartnerin
oberstudienrat oberstudienraetin studienrat studienraetin konrektor konrektorin rechtspfleger stadtbaurat kaemmerer beigeordneter beigeordnete postbote postbotin brieftraeger
vereinsvorsitzender kassierer kassiererin jugendwart uebungsleiter uebungsleiterin platzwart hausverwalterin hausverwalter quartiersmanager quartiersmanagerin streetworker streetworkerin
pfleger pflegerin krankenschwester tagesmutter babysitter babysitterin zahnarzt zahnaerztin tierarzt tieraerztin kinderarzt kinderaerztin bademeister schiedsrichter brandmeister kellner kellnerin sanitaeter gemeindearbeiter gutachter sachverstaendiger stadtfuehrer vikar kaplan organist kuester imam bischof
)";

// Who somebody is to somebody: a name may follow.
const std::string_view relations = R"(
tochter sohn kind mann frau ehemann ehefrau gatte gattin gatten enkel enkelin enkelkind enkels enkeltochter enkelsohn bruder schwester mutter vater mama papa mutti vati oma opa
grossmutter grossvater onkel tante cousin cousine neffe nichte freund freundin lebensgefaehrte lebensgefaehrtin lebensgefaehrten partner partnerin nachbar nachbarin nachbarn nachbars
schwager schwaegerin schwiegermutter schwiegervater schwiegersohn schwiegertochter patenkind zwilling zwillinge baby kleine kleiner kleinen aeltester aelteste juengster juengste
bekannter bekannte bekannten mieter mieterin untermieter bewohner bewohnerin anwohner anwohnerin rentner rentnerin schueler schuelerin mitschueler mitschuelerin
jugendlicher jugendliche jugendlichen junge jungen maedchen zeuge zeugin zeugen passant passantin spaziergaengerin melder melderin anrufer anruferin buerger buergerin dame
verlobter verlobte witwe witwer mitbewohner mitbewohnerin taeter taeterin verursacher verursacherin sprayer raser vormieter hundehalter sohnemann jungs sohnes tochters mannes
urenkel urenkelin uroma uropa stiefsohn stieftochter stiefvater stiefmutter pflegesohn pflegetochter patentante patenonkel zwillingsbruder zwillingsschwester exmann exfrau ex-mann ex-frau
nachbarskind nachbarsjunge nachbarstochter nachbarssohn kumpel kumpels kamerad kollegin bub bua maedel dirndl opi omi muttern schatz verstorbener verstorbene verstorbenen klassenkamerad klassenkameradin
beschwerdefuehrer beschwerdefuehrerin einsender einsenderin antragsteller antragstellerin absender absenderin patient patientin
)";

// Before or after them, a name is that of a firm.
const std::string_view businesses = R"(
edeka rewe netto firma fa baeckerei metzgerei fleischerei apotheke autohaus gaststaette gasthof gasthaus restaurant hotel kiosk cafe eiscafe praxis kanzlei friseur friseursalon
moebelhaus baumarkt supermarkt getraenkemarkt tankstelle spedition schausteller zirkus circus fahrschule gaertnerei blumenladen optik optiker reisebuero verlag
druckerei werkstatt autowerkstatt kfz-werkstatt schreinerei tischlerei dachdecker malerbetrieb elektro sanitaer bauunternehmen bauunternehmung reinigung
waescherei bestattungen bestatter drogerie modehaus kaufhaus bank sparkasse brauerei pizzeria imbiss grill doener haus villa hof zeche schacht
getraenke getraenkeshop pflegedienst kneipe bistro trinkhalle bude cafe-bar eisdiele backshop teppich blumen fahrraeder landmaschinen reisen immobilien hausverwaltung
steuerberatung tierarztpraxis zahnarztpraxis arztpraxis physiotherapie nagelstudio kosmetik barbershop tattoostudio fitnessstudio galerie buchhandlung fahrradladen zweirad radsport tanzschule musikschule reiterhof sturm sturmtief tief hoch orkan hurrikan tiefdruckgebiet
)";

const std::string_view legal_forms = R"(
gmbh kg ag ohg gbr ug ek mbh ltd inc co soehne sohn partner
)";

const std::string_view calendar_words = R"(
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jaenner februar maerz april mai juni juli august september oktober november
dezember fruehjahr fruehling sommer herbst winter mitte anfang ende ostern pfingsten weihnachten silvester neujahr karneval heiligabend
)";

// What is named after somebody: names before them are not those of people of the town.
const std::string_view monuments = R"(
strasse str weg allee platz gasse ring damm ufer stiege pfad steig wall graben chaussee promenade bruecke park schule grundschule hauptschule realschule gesamtschule
gymnasium kolleg berufskolleg halle haus heim stift hospital krankenhaus klinik kirche kapelle gemeindehaus denkmal turm brunnen quelle bad stadion arena kita
kindergarten kindertagesstaette gedaechtnispreis stiftung museum theater saal zentrum center siedlung tunnel schacht kaserne passage hof markt wiese garten
haltestelle sporthalle turnhalle schwimmhalle foerderschule universitaet institut preis tag fest apotheke museum buecherei bibliothek
)";

const std::string_view vehicles = R"(
kennz kz kfz krad kfzkennzeichen daene spanier brite britischer italienischer schwede luxemburger slowake quad trike fahrrad-anhaenger oesterreicher pole polen hollaender belgier franzose tscheche rumaene rumaenien niederlaender
brite italiener bulgare bulgarisch polnisch rumaenisch belgien holland frankreich oesterreich schweiz halteverbot nummer
kennzeichen nummernschild nummernschildes kfz-kennzeichen autokennzeichen amtliches auto autos pkw lkw wagen fahrzeug fahrzeuge fahrzeugs transporter sprinter lieferwagen wohnmobil wohnwagen anhaenger
laster lastwagen bus kombi suv motorrad roller moped mofa taxi caddy van vw opel ford audi bmw mercedes skoda seat renault peugeot fiat toyota volvo
golf passat polo astra corsa focus fiesta dacia hyundai kia nissan mazda honda suzuki porsche tesla smart mini jeep citroen kleinwagen caravan traktor trecker
karre kiste schlitten flitzer kutsche lieferfahrzeug pritschenwagen kleinbus reisebus bulli campingbus camper sattelzug zugmaschine schrottauto gelaendewagen cabrio limousine fahrer fahrerin falschparker raser halter teilkennzeichen parkt parken parkte geparkt parkende parkenden abgestellt
polnischer polnisches polnische polnischem rumaenisches rumaenischer rumaenische niederlaendisches niederlaendischer niederlaendische hollaendisches hollaendischer franzoesisches franzoesischer
belgisches belgischer tschechisches tschechischer bulgarisches bulgarischer italienisches italienischer litauisches litauischer ungarisches
oesterreichisches oesterreichischer schweizer ukrainisches ukrainischer daenisches spanisches britisches englisches plate license registration car vehicle
)";

// After them, a number is one to call.
const std::string_view phone_labels = R"(
vorwahl tel telefon telefonnummer telefonnr telefonisch fon phone mobil mobilnummer mobiltelefon handy handynummer handynr rueckruf rueckrufnummer rufnummer
ruf anrufen anruf erreichbar erreichen durchwahl fax telefax whatsapp zurueckrufen festnetz call reach rufen privat dienstlich abends tagsueber signal threema sms telegram
)";

// After them, a number is that of a thing or a matter.
const std::string_view number_labels = R"(
lampe lampennummer lampen laterne laternennummer laternen leuchte leuchtennummer mast mastnummer laternenmast masten pfahl az aktenzeichen auftrag auftragsnummer auftragsnr
vorgang vorgangsnummer ticket ticketnummer rechnung rechnungsnummer beleg belegnummer tagebuchnummer nr nummer fall fallnummer meldung meldungsnummer
referenz automat parkscheinautomat haltestelle linie zug schacht hydrant hausnummer flurstueck flur gemarkung artikel seriennummer inventarnummer behaelter container
behaelternummer tonne baum baumnummer bankverbindung paragraph isbn station verteiler kasten trafo geraet geraetenummer bus wagen ampel anlage id plz postleitzahl dossier schild
)";

// After them, a number is somebody's.
const std::string_view account_labels = R"(
kontonummer kontonr kto konto kundennummer kundennr kundenr kd-nr kdnr blz bankleitzahl bic swift versicherungsnummer sozialversicherungsnummer versichertennummer
rentenversicherungsnummer steuernummer steuer-id steueridentifikationsnummer steuer-nr personalausweis personalausweisnummer ausweisnummer reisepass passnummer
fuehrerscheinnummer mitgliedsnummer vertragsnummer vertragskonto vertragskontonummer kassenzeichen personalnummer patientennummer kreditkarte kreditkartennummer
matrikelnummer zaehlernummer buergernummer debitorennummer kunden-nr konto-nr steuer-identifikationsnummer
)";

// After them and a colon, or alone at the beginning of a line, comes a name.
const std::string_view name_labels = R"(
name vorname nachname familienname zuname absender von ansprechpartner ansprechpartnerin kontakt kontaktperson melder melderin meldende anrufer anruferin
anruf antragsteller antragstellerin gez gezeichnet unterschrift unterschriften unterzeichner halter eigentuemer eigentuemerin mieter mieterin zeuge zeugin zeugen
vermieter verantwortlich urenkel urenkelin uroma uropa stiefsohn stieftochter stiefvater stiefmutter pflegesohn pflegetochter patentante patenonkel zwillingsbruder zwillingsschwester exmann exfrau ex-mann ex-frau
nachbarskind nachbarsjunge nachbarstochter nachbarssohn kumpel kumpels kamerad kollegin bub bua maedel dirndl opi omi muttern schatz verstorbener verstorbene verstorbenen klassenkamerad klassenkameradin
beschwerdefuehrer beschwerdefuehrerin einsender einsenderin verfasser bearbeiter bearbeiterin sachbearbeiter sachbearbeiterin hausverwalter
from contact reporter from kontoinhaber kontoinhaberin empfaenger betreuer betreuerin fahrer fahrerin taeter anlieger anwesend teilnehmer unterzeichnende beteiligte bewohner nachbarn betroffene geschaedigter geschaedigte verursacher besitzer inhaber paechter
hundehalter buerger buergerin kunde kundin patient patientin meldung-von gemeldet-von
)";

// Somebody's home follows.
const std::string_view home_words = R"(
wohne wohnt wohnen wohnend wohnhaft wohnte adresse anschrift wohnadresse privatadresse hausanschrift heimatadresse wohnort postanschrift wohnsitz
address gemeldet zuhause
)";

}  // namespace ombud::publish::redaction
