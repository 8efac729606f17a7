#include "publish/redaction/word_lists.hpp"

namespace ombud::publish::redaction {

// What words that the dictionary does not know are called besides people, folded: towns, rivers and countries, shops,
// makes and services that reports speak of. The streets and places of the own town come from the register.
const std::string_view places_and_brands = R"(
aachen ahlen ahaus ahse aschaffenburg augsburg baden-baden bamberg barmen bayreuth beckum bergkamen bielefeld bocholt bochum boenen bonn borken bottrop brandenburg
braunschweig bremen bremerhaven brilon buer castrop-rauxel castrop celle chemnitz coburg coesfeld cottbus cuxhaven darmstadt datteln delmenhorst dessau detmold dorsten dortmund
dresden duelmen duesseldorf duisburg dueren elbe elmshorn ems emden emscher ennepetal erfurt erlangen eschweiler essen euskirchen flensburg frankfurt freiburg freising froendenberg
fuerth fulda garbsen gelsenkirchen gera geseke gevelsberg giessen gladbeck goerlitz goettingen goeppingen gronau greifswald guetersloh gummersbach hagen halberstadt halle haltern hamburg hameln hamm hanau
hannover hattingen heessen heidelberg heidenheim heilbronn herdecke herford herne herten hilden hildesheim holzwickede hoexter huerth ibbenbueren ingolstadt iserlohn jena kaiserslautern kamen
karlsruhe kassel kempten kerpen kiel kleve koblenz koeln konstanz krefeld landshut langenfeld leer leipzig lemgo lengerich leverkusen lingen lippe lippetal lippstadt ludwigsburg ludwigshafen
luebeck luedenscheid luedinghausen lueneburg luenen magdeburg mainz mannheim marburg marl menden meschede minden moenchengladbach moers muelheim muenchen muenster neuss neumuenster neuwied niederrhein
norderstedt nordhorn nordkirchen nuernberg oberhausen oelde offenbach offenburg oldenburg olpe osnabrueck paderborn passau pforzheim plauen potsdam ratingen ravensburg recklinghausen regensburg
remscheid reutlingen rheda rheda-wiedenbrueck rhein rheine rhynern rosenheim rostock ruhr ruhrgebiet saarbruecken salzgitter salzbergen sauerland schwelm schwerin schwerte selm senden siegen siegburg sindelfingen soest
solingen speyer stralsund stuttgart sylt borkum norderney juist langeoog teutoburger trier troisdorf tuebingen uelzen ulm unna velbert verl viersen villingen voerde wadersloh waltrop warburg warendorf
weimar welver werl werler werne wesel wetter wetzlar wiesbaden wilhelmshaven wismar witten wolfenbuettel wolfsburg worms wuerzburg wuppertal xanten zwickau weser isar donau neckar mosel
saale havel spree leine aller oker bigge moehne soester hammer dortmunder muensteraner koelner essener bochumer westfalen lippeaue geithe bockum-hoevel bockum hoevel pelkum uentrop herringen
nrw deutschland oesterreich schweiz polen tuerkei russland ukraine rumaenien bulgarien griechenland kroatien serbien bosnien syrien irak iran afghanistan vietnam marokko tunesien aegypten
prag wien zuerich basel bern amsterdam rotterdam enschede venlo bruessel luettich warschau breslau krakau danzig istanbul ankara kiew moskau bukarest cluj sofia budapest zagreb belgrad rom mailand
madrid barcelona lissabon paris london dublin kopenhagen stockholm oslo helsinki athen tirana pristina damaskus aleppo kabul hanoi bayern hessen sachsen thueringen saarland niedersachsen
aldi lidl edeka rewe netto penny kaufland norma nahkauf combi jibi famila marktkauf globus metro tegut denn's alnatura dm rossmann mueller-markt budni douglas kik tedi takko deichmann woolworth
action xenos ernsting's c&a h&m zara primark ikea poco roller hoeffner xxxlutz obi hornbach bauhaus toom hagebau hagebaumarkt hellweg raiffeisen baywa fressnapf futterhaus trinkgut getraenke hoffmann-getraenke
mcdonald's mcdonalds mcdrive burgerking kfc subway dunkin starbucks backwerk kamps ditsch nordsee vapiano domino's dominos aral shell esso jet total star agip q1 avia westfalen-tankstelle orlen
telekom vodafone o2 telefonica unitymedia netcologne ewe glasfaser eon rwe vattenfall enbw westnetz innogy amprion tennet dhl hermes dpd gls ups fedex amazon zalando otto ebay lieferando wolt flaschenpost gorillas
picnic hellofresh remondis alba suez veolia rhenus prezero interseroh nextbike metropolradruhr lime tier voi bolt uber taxi flixbus rhein-ruhr-express eurobahn westfalenbahn nordwestbahn vrr deutschlandticket
db mvg bvg kvb bogestra dsw21 ruhrbahn vku rlg stadtwerke sparkasse volksbank commerzbank postbank targobank signal-iduna allianz provinzial aok barmer dak tui
volkswagen vw audi bmw mercedes mercedes-benz daimler opel ford skoda seat cupra renault dacia peugeot citroen fiat alfa iveco man daf scania volvo toyota honda mazda nissan suzuki hyundai kia tesla porsche smart
mini jeep vespa piaggio yamaha kawasaki ducati harley harley-davidson ktm aprilia simson sprinter vito viano caddy touran tiguan passat golf polo lupo up astra corsa zafira meriva vectra insignia mokka fiesta focus mondeo
transit kuga galaxy c-max octavia fabia superb yeti clio megane twingo kangoo scenic espace ducato doblo panda punto qashqai micra juke yaris corolla aygo tucson i10 i20 i30 picanto sportage ceed cayenne
stihl bosch siemens makita hilti kaercher miele samsung huawei xiaomi iphone ipad android nokia sony panasonic conti continental michelin pirelli goodyear dunlop fulda-reifen hankook
pepsi fanta sprite coca-cola cola red-bull monster krombacher veltins warsteiner becks beck's bitburger isenbeck oettinger capri-sun haribo milka nutella pampers marlboro
whatsapp facebook instagram insta tiktok twitter youtube google maps komoot strava netflix spotify paypal klarna zoom teams outlook gmail web.de gmx mastodon telegram signal threema snapchat linkedin xing nebenan
corona covid lockdown ramadan chanukka halloween ostern pfingsten kirmes maifest stadtfest schuetzenfest lambertus sankt-martin fridays greenpeace nabu bund adfc vcd
moin moinsen servus tach tachchen hallochen hallihallo huhu heyho gruezi gruessgott moinmoin hi hey hej ciao tschues tschuess tschoe adios merci danke dankeschoen bitteschoen
sorry okay cool event events workshop meeting online offline homepage website link links app apps chat update download feedback foodtruck streetworker street-art coworking outdoor indoor carport carsharing leasing recycling upcycling parking shopping jogging nordic-walking skaten biken public viewing flyer poster banner sticker tags graffiti graffitis
asap lol omg wtf imho afaik faq pdf jpg png gps url sms mms qr-code wlan wifi led lsa oepnv kfz lkw pkw suv tuev dekra hu ihk hwk thw drk dlrg asb juh afd cdu spd fdp bsw gruene linke
legionellen giersch jakobskreuzkraut herkulesstaude baerenklau ambrosia japanknoeterich eichenprozessionsspinner nutria waschbaer bisamratte
kita kitas ogs ogata gesamtschule biotonne gelber restmuell bolzplatz skatepark dirtpark pumptrack calisthenics boule freibad hallenbad maximilianpark maxipark
e-scooter e-roller e-bike e-bikes pedelec cargobike lastenrad bobbycar quad segway scooter escooter
)";

}  // namespace ombud::publish::redaction
