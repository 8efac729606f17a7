#include "publish/redaction/word_lists.hpp"

namespace ombud::publish::redaction {

// Common surnames of people in Germany, folded. Those that are ordinary words as well stand in ordinary_words.cpp, too,
// and count as names only where something else says so.
const std::string_view surnames = R"(
abel abraham acar achenbach ackermann adamczyk adler ahlers ahmadi ahrens aksoy aktas albers albert albrecht alekseev ali altmann
amann anders andersen anderson andresen apel appel arens arndt arnold arslan asmus auer aydin
baader bach bachmann bader baer bahr baier balzer barth bartel bartels barthel bartsch bauer baum baumann baumgart baumgartner baur bayer
bayram beck becker beckers beckmann behr behrendt behrens beier benz berg berger bergmann berndt bernhardt bertram bender benner betz beyer
biedermann bieber bischoff binder blank blaschke blum bock bode boehm boehme boehmer boettcher bohn bolz bongartz borchert born borowski
bosch boss brand brandt brandes braun breuer brenner brinkmann bruns brock brockmann brockhoff bruecker brueggemann brueckner brueck brunner
buchholz buchner buck budde buehler buelow buettner burger burghardt burkhardt busch busse bulut
can caspers celik cetin christ christiansen clasen claus clausen conrad cordes coskun cramer czaja
dahlmann dahmen daum decker degen dehn demir demirci dengler deutsch dickmann diehl diekmann dierks dieterich dietrich dietz dietze dittmann
dittmar dittrich doering dogan dohmen dombrowski dorn drescher dreher dreyer duda duman
ebert eberhardt eberle ebner eckert eckhardt ehlers ehrhardt eichhorn eichler eichmann eisele ellermann elsner endres engel engelbrecht
engelhardt engelmann engels erdmann erdogan erhardt ernst esser evers ewald ewers
faber fabian falk fechner feldmann felder feller fichtner fiedler fink fischer fleischer fleischmann flick foerster frank franke frankowski frantz
franz freitag frenzel freund frey fricke friedrich friedrichs fritsch fritz fritzsche froehlich fromm frommer fuchs fuhrmann funk funke
gabriel gaertner ganz gebauer gebhardt geiger geisler geissler gerber gerhardt gerlach gerstner geyer giese gieseler gloeckner goebel goerlitz
goetz goetze goldmann goldschmidt gottschalk grabowski graf grau greiner greve grimm gross grosse grossmann grote gruber grundmann gruenewald
guenther guel gueler guenes gutmann guth
haag haas haase hacker haeusler hagemann hagen hahn hamann hammer hansen hanke harms hartmann hartung hasan hasenkamp haupt hausmann hecht heck
hecker heider heidrich heil heilmann heim hein heine heinemann heinen heinrich heinrichs heintz heinz heinze heise held heller hellmann hempel
hendricks henke henkel hennig henning hensel herbst hering herold hermann herrmann hertel herzog hess hesse heuer heuser heyer hildebrand
hildebrandt hilbert hiller hinrichs hinz hirsch hirschmann hobbs hoch hoefer hoelscher hoelzer hoffmann hofer hoffmeister hofmann hofmeister
hohmann holz holzapfel hoppe horn horstmann hornung huber huebner huhn hummel huth hussain
ibrahim ihde ilic ivanov ivanova iwanow
jacob jacobi jacobs jaeger jaehn jahn jahnke jakob jakobs jankowski jansen janssen janzen jaeschke jensen john jonas jones jordan jost jovanovic jung
junge junker just jurgens juergens juergensen
kahl kaiser kalinowski kaminski kania kaplan kara karl karaca karatas kaspar kaufmann kaya keil keller kellner kemper kern kersten kessler keil
kiefer kilic kirchhoff kirchner kirsch klaus kleemann klein kleine klemm klenk klose klug kluge knapp knauer knoll knop knoth kober koch koehler
koehn koenig koester koetter kohl kohler kolb koller konrad konrad kopp korn korte kowalczyk kowalewski kowalski kozlowski kraemer kraft kramer
kranz kraus krause krauss krebs kreuzer krieger kroeger krohn krueger krug kruse kuehl kuehn kuehne kuester kuhlmann kuhn kunz kunze kurt kurz
kurz kutscher kwiatkowski
lambrecht landgraf lang lange langer lauer laux lau lauterbach lechner lehmann leitner lemke lenz leonhardt lerch lewandowski lewin lichtenberg
liebig linde lindemann linder lindner link linke lippert lohmann lohse lorenz loos loewe lucas ludwig lueck lueders luedtke lutz
maas maass mader mai maier mahler mann marquardt martens martin marx matthes matthies maurer may mayer mayr mehmeti meier meiners meinhardt meissner
meister melzer menzel merkel mertens merten metz metzger metzner meyer meyers michalski michel michels mielke mohamed mohammadi mohr moeller
moritz morgenstern moser mueller mueller-luedenscheidt mundt murphy
nagel naumann neu neubauer neubert neuhaus neumann nguyen nickel niemann niemeyer nitsche noack noll nolte nowak nowitzki nowotny
ochs oehler oezdemir oezkan oeztuerk oezcelik oppermann ortmann oswald ott otte otto overkamp
pabst pape pauli pauls paulsen paulus pavlovic peters petersen petrovic petry pfaff pfeifer pfeiffer pfeil pham philipp philipps pieper pietsch
pilz plate ploetz pohl pohlmann polat popov popp popescu porsch preuss prinz probst puschmann
raab rademacher rahn ramadani rapp rath rau rausch reich reichel reichelt reichert reimann reimer reimers reinders reinhardt reinhold reiter
renner reuter richter riedel rieger ries riedl ritter robinson rode roemer rohde rosenberg rosenthal roth rothe rudolph ruf runge rupp ruppert
russ rust
sahin sailer salzmann sanchez sander sauer sauter schaaf schade schadt schaefer schaeffer schaller scharf schauer scheer scheffler schenk
scherer schiller schilling schindler schlegel schlosser schlueter schmid schmidt schmidtke schmitt schmittke schmitz schmuck schneider schnell
schnieder schober scholl scholz schoen schoenfeld schramm schreiber schreiner schroeder schroeer schroeter schubert schuler schuett schuette
schuetz schuetze schulte schultz schultze schulz schulze schumacher schumann schuster schwab schwabe schwartz schwarz schweizer schwarzer seeger
seibert seibel seidel seidl seifert seiler seitz siebert siegel siegert siemon sievers simon simsek singer singh sommer sonntag sommerfeld spies
springer stahl stark steffen steffens stein steinbach steinberg steiner steinert steinke steinmetz stelzer stephan stern stiller stock stolz
storch storm straub strauss strobel strunk stratmann sturm suess sundermann szymanski
tekin teichmann thiel thiele thiemann thomas thoma thomsen tiedemann tietz timm tillmann tillmanns toprak tran trautmann
uhl uhlig ulbrich ullrich ulrich unger urban
vetter vogel vogel vogelsang vogt voelker voigt voll vollmer volk volkmann voss
wachter wagner wagenknecht walter walther walz weber wegener wegner weidner weigel weigert weigl weiland weiler weinert weinmann weis weiss weller
wendt wenzel werner westermann westphal weyer wichmann wiegand wieczorek wiese wieland wiesner wilhelm wilke wilken will wilms wimmer winkelmann
winkler winter wirth wirtz witt witte wittig wojciechowski wolf wolff wolter wolters wozniak wulf wunderlich wunder wuerz
yavuz yaman yildirim yildiz yilmaz yueksel
zander zeller ziegler zielinski zimmer zimmermann zink zimny zorn
smith brown williams taylor davies evans wilson johnson roberts robertson campbell stewart
novak horvat kovac kovacs nagy toth szabo varga ionescu popa dimitrov petrov ivanovic markovic nikolic djordjevic hoxha krasniqi berisha gashi
shala bytyqi morina al-hassan alhassan hassan hussein khalil haddad mansour nasser said saleh younes rossi russo ferrari esposito bianchi romano
colombo ricci greco silva santos ferreira pereira oliveira costa garcia fernandez gonzalez rodriguez lopez martinez perez gomez kim lee chen wang
zhang liu papadopoulos shevchenko kovalenko bondarenko tkachenko kravchenko melnyk boyko
)";

// What surnames end with, folded. A word is taken for one by its ending only beside something else that says so.
const std::string_view surname_endings = R"(
mann manns meier meyer maier mayer mueller schmidt schmitz schulte schulze schulz huber bauer hofer berger inger ski sky cki ska wicz witz
witsch oglu ovic evic enko idis poulos sson ssen nsen brink brock koetter hoff hoevel diek dieck kemper huesing huelsmann meister hauer
brandt kowski lewski owski inski owa escu eanu ovski ovsky chuk czyk czak niak
)";

}  // namespace ombud::publish::redaction
