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
adam ahrendt allgaier althaus altmeier ammon angermann antoni appelt armbruster assmann augustin aumann bachmaier backes backhaus balke ballmann
barkholz baumeister bechtel behring bellmann benecke benning berendt bergemann berghaus bergmeier berkemeier bernhard beyermann bierbaum biermann
birkner bittner blaschek blumenthal bodmer boehning boerner boettger bogner bohlmann bollmann bolte bonk borchardt borgmann bornemann brachmann bracht
brandl brands braune brehm breitenbach breitkopf breitner brendel brill brinkhoff brinkmeier brockhaus broeker bruckner brueckmann bruening brugger
bublitz buchmann buechner buehring buergers bunk burchard burkhard burmeister buschmann carstens christmann christoph clement cohrs conradi crone
czerny dallmann daniel daniels danner dausend dehmel deppe deppermann detering deters dewald dieckmann diefenbach dierkes dietl dobberstein dobler
doerfler doerr dold donath drews drexler driesen droege duering duerr ebeling eberhard eckardt eder effenberg egger eggers eggert ehlert ehmann
eickhoff eidam eilers eisenhauer elbers ellinger emmerich enders engelke englert erb erler ernsting ertel erxleben esch eschenbach everding exner
fahrenholz fassbender fehr feist felgner fiebig finke finkenstein fleig flohr fourier frahm frankenberg franzen freese freiberg freudenberg
freudenberger freundt frieling fries fritsche frohn fromme funck gaebler ganter garbe gehrke gehrmann geis gellert gentner georgi gerdes gerke gerken
germer gersten giesler giess gilles glass gnad goering goertz goessling goette goldbach goldberg grabner graef graefe greulich grieger griese
grosskopf grothe grueber gruenberg guenter gutknecht haack haager haberkorn habermann hack hackbarth hafner hahne halbach haller hallmann hamacher
hanisch hannemann hansmann harder hardt harnisch hartig hartl hartleb haverkamp haverkorn heckmann hegemann heidemann heidenreich heimann heinke
heinzel heinzmann heitmann helbig hellwig helmer helms hemmer henn henneke herbert herbrand herter hettich hetzel heumann heydenreich hillmann hilpert
hinkel hintz hinze hirt hoeft hoehn hoehne hoener hoeppner hoermann hoerner hoeser holl holler hollmann holst holste holt holthaus holtmann hopf hopp
horst huelsmann huettner humbert hundt huss iffland illner imhof isermann jacobsen jaeckel janke janz jeschke jochum johannsen junghans kade kahlert
kamp kampmann karg karge kaspers kast kathmann katz kayser keck kehl keilhauer keiser kemp kempe kempf kerber kerner kieser kilian kircher kirschner
kirstein kissling klaas klaffke kleinert kleinschmidt klemens klement klinger klinkhammer kluth knappmann kneip knipp knobloch knorr koebler koehne
koellner koennecke koepke koerber koerner kohlhaas kohlmann kolbe koppe kortmann koster krahl krahn krall krapf krausse kreft kremer kremser kress
kretschmann kretschmer kreutz kreutzer kroll kroner kropp krull kubik kuechler kuegler kuehnel kuehnert kuepper kueppers kunkel kuper kurth kutter
laber lachmann lammers lamprecht lander landmann langner lankes lanz lauber laudenbach laue laumann lederer lehnert leiber leifeld leitz lembke lemmer
lenk leonhard leopold lessing letzel leue leuschner levy lichtenfeld liebermann liebscher liedtke limberg lind lindau lindenberg lindhorst lippold
loebel loeber loeffler loehmann loehr loesch loew lohr lorenzen lotz ludewig luebbers luebke luedeke luehr luepke lurz maassen machold mack mahn
maisch mangold manz marburger marks marschner massing mattern mattes matz mauch mebus mehnert mehring meinecke meinert meinke meisel meixner melcher
mende mengel menke mensing merk merkle merz messner meurer meuser michael michl mischke mittelstaedt moehring moellenkamp moenninghoff moldenhauer
molitor moll morgenroth mosbach motz much muellner muench muth nadler natter neff neises nelles nerlich nestler neuendorf neugebauer neuhaeuser
neumeister niedermeier niehaus niehues niessen nissen nitschke nitz nix noell nolden nordmann nothnagel nowack oberle obermeier obermueller oelmann
oelze oertel offermann ohl ohlsen olbrich opitz orth osterhaus ostermann ostermeier overbeck paech pahl palm pankow papenfuss pasch patzelt paul pauly
peil pesch peter petermann petri pichler pick piel pilgrim piper plank plath poehler pohlmeier pommer pott prange prante preiss press priebe prott
puettmann puetz quast queck raabe rademaker raith ramm ranft rappold rasche raschke rathmann rauh rebmann rech reck reder reese regner rehberg rehm
reiber reichardt reichmann reiff reil reinecke reiners reinert reinke reiser reismann reitz remmers rempel rensing reuss rexin rhode richarz richert
rieck riemann riemer riepe rink rinke rist robert rockel roedel roeder roehr roehrig roell roeper roesch roesler roesner roessler rohleder rolf roos
rosenbaum rosenblatt rosendahl rosenkranz rotermund rother rothermel rott rudloff rudolf rueb rueckert rueger ruehl rueter rueth ruether ruland rump
rupprecht ryba sachs sachse salzer samson sandmann sandner sass sattler sauerland saupe saur schaeffler schaper scharnhorst scheel scheele scheerer
scheid scheider schell schellenberg scheller schelling scheuermann schick schier schierenberg schikora schink schirmer schlegl schleicher schlichting
schlitt schlottmann schluechtermann schmeling schmelzer schmidtmann schmieder schneck schneidewind schoeler schoell schoenberg schoenemann schoenherr
schoening schoenle schoepf schorn schott schrader schrage schubart schuemann schuenemann schuermann schuessler schultheis schwanitz schweiger
schweitzer schwerdtfeger schwertfeger schwinn seel seiffert seifried sell selle semmler senft senger senn severin seyfarth sieber siebers siegmund
siepmann siering sigl simons sittig sobotta soehngen soellner solbach sommerlatte sonnenberg spaeth speidel spiess spindler spohr sprenger stadler
stadtmueller stang stauch staude staudt stechmann steffan steger stehle stehr steinbrecher steinhauer steinhaus steinhoff steinkamp steinmann stelter
stender stengel stenzel sterk sternberg stickel stiegemann stiegler stoecker stoehr stoever stoll stolle stolte stolzenberg stork strack strasser
straube strecker strehl strohmeier struck struve stuber stueber stuebner sudhoff suehling sutter tacke tanner tepe terhorst terstegen teske theis
theisen theobald thieme thies thoms thuermer tiemann tietze toelle toepfer trapp traub trautwein treiber troeger trommer tschirner uhde uhlmann ulmer
ulrichs unruh unverzagt vahl valentin veit velten venn vierling vieth vogl vogler vollbrecht vollmann vorwerk vosskuhl wachsmuth wagenbreth wahle
walch waldmann wallner wanner warmuth warnecke weckert wede weeber wehmeier wehner wehrmann weichert weidemann weidinger weidlich weigand weimer
weinberger weingart weinhold weinreich weitzel welker wels welsch welter wendel wendland wenk wenner wenning werle wernecke wernicke werth wesemann
wessel wesseler wesseling westerhoff westerkamp wetzel weyand weyers weyrich wichert wick wiechmann wiedemann wiedmann wiegmann wiehe wiemann wiemers
wienand wiens wiesemann wieser wildner wilhelmi willems willmann windisch winkelhaus winterberg wisniewski wissmann wittek wittmann wittmer witzel
woehrle woerner woitas wolfram wolfrum wollenweber wollmann wortmann wrobel wuest wurster zabel zech zeidler zeiler zeisig zeitler zeitz zellmer zerbe
ziebarth ziegenhagen ziemann ziemer zimmerling zobel zoeller zoller zumbusch zwick zwirner
)";

// Surnames that are words, too: a name only where something else says so.
const std::string_view ambiguous_surnames = R"(
baecker bange becher bielefeld birnbaum blume boden brandenburg brauer bremer diesel dinkel dorsch dreier eich eisen faerber falke faust feige
finger fleck frisch fuhr gabel geist glaeser glaser glueck grabe gramm gruen grund hager hebel heber heiland helm hermes herrlich himmel
holland huebsch hunger hupe kahle kalb kalk kanne kasten kehr keim kiesel kipp kirchhof klapp klaue kleber klee klingel klinke klotz knappe
knecht knobel knopf koelsch kost krach kratz kreis kreisel krone krumm kupfer lahm lauf leib leicht leuchter lieb liebe lob luecke maerz malz mandel
marschall mast maul mehl meise messer mittag moench muecke muenster muenzer nuernberger nuss oberst opel pelz perl pfeffer pfennig pfister
pflug pilger platz poller polster prager preis prell puls rabe rahm rauch redlich reis reiss rief riegel riese riester roggen rohr roll rose
rost rummel sack salz sand schach schall schatz scheibe scheuer schiefer schiff schiffer schild schimmel schlag schlecht schlicht schlick schmal
schmalz schnabel schnitzer schnur schoene schreck schrei schreier schwalbe schwan schwarze schwenk schwing seemann segel sinn 
sorge specht speck speer sperber sperling spiegel spitz spitzer spring stamm stange steck steiger steuer stich stiefel stier streich streit stumpf
sturz stute taube tauber tempel trost trunk uebel wacker waechter wahl wald wand wassermann weck wehr weiher weinberg weise weisser wende werk
wetter wiener wild wille winkel wunsch wurm zahn zapf zeh zentner zepter zimmerer zirkel
)";

// What surnames end with, folded. A word is taken for one by its ending only beside something else that says so.
const std::string_view surname_endings = R"(
mann manns meier meyer maier mayer mueller schmidt schmitz schulte schulze schulz huber bauer hofer berger inger ski sky cki ska wicz witz
witsch oglu ovic evic enko idis poulos sson ssen nsen brink brock koetter hoff hoevel diek dieck kemper huesing huelsmann meister hauer
brandt kowski lewski owski inski owa escu eanu ovski ovsky chuk czyk czak niak
)";

}  // namespace ombud::publish::redaction
