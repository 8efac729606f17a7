#include "publish/redaction/word_lists.hpp"

namespace ombud::publish::redaction {

// Written for this list: names as they are borne in German towns today, folded.
const std::string_view given_names = R"(
aaliyah aaron abdul abdulkadir abdullah abdulrahman abebe achim achmed adalbert adam adela adelheid adem adelina adile adina
adnan adolf adrian adriana adriano agata agathe agnes agnieszka ahmad ahmed ahmet aiden aileen aischa aise aishe akif akin
aladin albert alberto albrecht aleksandar aleksander aleksandra alena alessandra alessandro alessia alessio alex alexander
alexandra alexandre alexandru alexej alexia alexis alfons alfred ali alia alice alicia alina aline alisa alisha alma almut
alois aloys alper alva alvin alwin alwine alwina amadou amal amalia amalie amanda amara amelia amelie amin amina aminata
amir amira amit ana anastasia anastasios anatoli anatolij anders andre andrea andreas andreea andrej andres andrew andrey
andrzej andy aneta angela angelika angelina angelo anika anika anil anita anja anka anke ann anna annabel annabell annabelle
annalena annaliese annamaria anne annegret anneke annekatrin anneli annelie annelies anneliese annelore annemarie annerose
annett annette anni annica annika anny anouk ansgar anselm anthony anton antonia antonie antonina antonio antonios antje
anuschka arda arian ariana arif aris arjan armin arnd arndt arne arnfried arno arnold arnulf arthur artjom artur arzu asif
asli asmae asta astrid athanasios athina attila august auguste aurelia aurelio aurora axel ayaz ayla aylin ayman aynur ayse
ayseguel aysel aysen ayten aytac aziz azra
baerbel balthasar bahar baptiste barbara barbro barbel bartosz basti bastian bayram beat beata beate beatrice beatrix bekir
belinda ben benedict benedikt beni benita benjamin benni benno benny berat bernadette bernd bernhard bernhardine bert berta
bertha berthold bertram bettina betty bianca bianka bibiane bilal birger birgit birgitt birgitta birte birthe bjarne bjoern
bjorn boguslaw bodo boris bozena brian brigitta brigitte brit brita britta bruce brunhild brunhilde bruno bryan buelent
burak burcu burhan burkhard burkhardt buesra
caecilia camilla camille can candan canan carina caren carl carla carlo carlos carlotta carmelo carmen carmine carola carolin
carolina caroline carsten caspar catharina catherine catrin cathrin cedric celina celine cem cemal cemile cengiz cenk chantal
charlie charlotte chiara chris christa christel christiaan christian christiana christiane christin christina christine
christof christoffer christoph christopher christos chuck cihan cindy claas clara clarissa claude claudia claudio claus clemens
colin conny connor conrad constantin constanze cora cordula corina corinna cornelia cornelius cosima cosmin costa cristian
cristiano cristina cueneyt cyrill czeslaw
dagmar dagobert daisy damian damir dan dana daniel daniela daniele danil danilo danny dany danuta daria dario darius dariusz
dave david davide davin dean deborah defne demet deniz dennis derya desiree detlef detlev diana didem diego diemut dieter
diether dietlinde dietmar dietrich dilan dilara dilek dimitri dimitrij dimitrios dimitris dina dino dirk djamila dmitri dmitrij
dolores domenico domenika dominic dominik dominika dominique donata donatella dora doreen doris dorian dorit dorothea dorothee
dorota dorte dragan dragana dragica drago duygu dusan
ebba ebru eberhard ebrahim eckard eckart eckehard eckhard eckhardt eda edda eddi eddie edel edelgard edeltraud edeltraut edgar
edin edip edita edith edmund eduard eduardo edward edwin efe egbert egon ehrenfried eike eileen eirik ekaterina ekkehard elda
elena eleni eleonora eleonore elfi elfriede eliana elias elif elijah elina elinor elisa elisabeta elisabeth elise eliza elizabeth
elke ella ellen elli elly elma elmar elmira elsa elsbeth else elvira elwira elzbieta emanuel emanuele emel emely emil emilia
emilian emilie emilio emily emin emine emir emma emmanuel emmi emmy emre ender enes engelbert engin enis enno enrico enzo ercan
erdal erdogan eren erhan erhard eric erich erik erika erkan erna ernestine ernst erol ersin ertan erwin esma esra estelle ester
esther ethan etienne eugen eugenia eugenie eva evelin eveline evelyn evgeni evi ewa ewald ewelina eyuep
fabian fabiana fabienne fabio fabrice fabrizio fadime faisal falk falko fanni fanny faris farid farouk faruk fatih fatima fatma
fatmata federica federico feli felicia felicitas felipe felix felizitas fenja ferdi ferdinand ferhat ferit fernando feyza fiete
figen filip filiz filippo finja finn finnja finnley fiona flora florence florentine florian florin floris folker folkert frances
francesca francesco francis francisco francois franca franco frank franka frans franz franzi franziska franziskus fred freddy
frederic frederik frederike freia freimut freya frida frido fridolin frieda friedel frieder friederike friedhelm friedlinde
friedrich friedl fritz fynn
gabi gabor gabriel gabriela gabriele gabriella gaby galina gamze gebhard georg george georgi georgia georgios gerald geraldine
gerd gerda gerdi gereon gerhard gerhardt gerhild gerit gerlinde germaine gernot gero gerold gerrit gert gertraud gertrud gertrude
gesa gesche gesine geza ghassan giacomo gianluca gianna gianni gino giorgio giovanna giovanni gisbert gisela giselher giulia
giuliana giuliano giuseppe gitta gitte gizem gloria godehard goekhan goenuel goeran goetz gordon gottfried gotthard gotthilf
gottlieb grace grazyna greg gregor gregory greta gretchen grete gretel grit grzegorz guelay guelcan guelden guelsen guelseren
guelten guenay guenter guenther guido guillaume gun gunda gundel gundula gunhild gunnar gunter gunther gustav gusti
habib hacer hadi hagen hakan hakim halil halina halime hamid hamit hamza hanan hani hanife hanna hannah hannchen hanne hannelore
hannes hanni hanno hans hansi hansjoerg hansjuergen hanspeter harald hardy hariolf harm haro harri harriet harry hartmut hartwig
harun hasan hasim hassan hatice hauke hava haydar hayri hector hedda hedi hedwig heidelinde heidemarie heiderose heidi heidrun
heike heiko heiner heini heinke heinrich heinz helen helena helene helga helge hella helma helmar helmfried helmut helmuth hendrik
hendrika henk henner hennes henning henni henny henri henriette henrik henrike henry herbert heribert herfried herlinde hermann
hermine herta hertha hilal hilda hilde hildegard hildegund hildegunde hilmar hilmi himmet hinnerk hinrich holger holm horst hrvoje
hubert hubertus hue huelya hueseyin hugo humbert hussein hussain huyen
ian iban ibrahim ida idris ignacio ignatius ignaz igor ihsan ike ikram ilaria ildiko ilias ilja ilka ilker ilkay ilona ilse iman
imke immanuel imran ina ines inga inge ingeborg ingelore ingmar ingo ingolf ingrid inka inken insa inna ioana ioannis ion ionela
ionut irena irene irina iris irma irmgard irmela irmhild irmi irmtraud irmtrud irmina isa isabel isabell isabella isabelle isaak
isidor isil ismael ismail ismet istvan ivan ivana iveta ivica ivo ivonne iwan iwona izabela
jaap jack jacek jackie jacky jacob jacqueline jacques jadwiga jael jaime jakob jakub jale jamal james jamie jamila jan jana jane
janek janet janette janin janina janine janis janka jann janna janne jannes jannik jannika jannis janos jansen janusz jaqueline
jaron jaroslaw jasmin jasmina jasmine jason jasper javier jawad jean jeanette jeannette jeannine jeff jelena jelle jendrik jenni
jennifer jenny jens jeremias jeremy jerome jerzy jesper jessica jessika jessy jette jil jill jim jimmy jo joachim joana joanna
joanne job jochem jochen joel joelle joerg joern johan johann johanna johannes john johnny jolanda jolanta jolina jonah jonas
jonathan jonna joost jordan jordis jorge joris jos joscha jose josef josefa josefina josefine joseph josephine josh joshua josie
jost josua jovan jovana joy juan judith juerg juergen jukka jule julia julian juliana juliane julianna julianne julie julien juliette
julika julius juna june justin justina justine justus jutta
kacper kader kadir kadriye kai kaija kaja kamil kamila karen kari karim karin karina karl karla karlheinz karlo karola karolin
karolina karoline karolus karsten karim kaspar kassandra kasper katalin katarina katarzyna kate katerina katharina katharine
kathi kathleen kathrin kati katina katinka katja katjana katrin katrina katy kay kaya kazim kazimierz keith kemal kenan kenneth
kenny kerem kerim kerstin kevin khadija khaled khalid kia kiara kilian kim kimberly kira kirsten kirsti kirstin kiyan kjell klaas
klara klaudia klaus klemens knut kolja koenig konrad konstantin konstantinos konstanze kordula korinna kornelia korbinian kostas
kristian kristiane kristin kristina kristine kristof krystian krystyna krzysztof kunibert kunigunde kurt
laila lambert lana lando lara larissa lars lasse laszlo laura laureen lauren laurens laurent laurentius laurin lea leander leandro
leana leif leila lena lene leni lenja lenka lennard lennart lennert lenni lenny leo leon leona leonard leonardo leonas leonhard
leonid leonidas leonie leonore leopold leroy les leslie lester leticia levi levin levke leyla leyna lia liam liana lias liane lidia
lieselotte liesbeth liesel lieselore lilia lilian liliana liliane lilith lilli lillian lilly lily lina linda lindsay line linn
linnea linus lio lion lioba lionel lisa lisanne lisbeth lisbet lisette lissy liv livia lizzy lois lola lore lorelei loredana lorena
lorenz lorenzo loretta loris lothar lotta lotte lotti lou louis louisa louise luana luc luca lucas lucia lucian luciana luciano
lucie lucien lucy lucyna ludger ludmila ludmilla ludwig luigi luis luisa luise luiz luka lukas luke luna lutz luzia luzie lydia lynn
maarten maciej maddalena madeleine madlen madita mads mael magda magdalena magdalene magnus mahir mahmoud mahmud mahmut maike maik
maja maksim malak malek malena malgorzata malia malik malin malina malika malou malte malwine mandy manfred manja manuel manuela
manuele mara marc marcel marcella marcello marcin marco marcos marcus mareen mareike maren margarete margarethe margarita margaret
margit margitta margot margret margrit marguerite maria mariam marian mariana marianna marianne marie marieke mariella mariele
marieluise marielle marija marijan marijana marika marilena marilyn marin marina marinus mario marion marios maris marisa marit
marita marius mariusz marja marjan mark markus marla marleen marlen marlena marlene marlies marliese marlis marlon marta marten
martha martin martina martine martje marvin mary maryam mateo mateusz mathea mathias mathilda mathilde mathis matilda matteo mats
matt matthew matthias matthis matti mattis maurice maurizio mauro max maxi maximilian maxim maxime maximiliane maya mechthild
mechtild medina mehdi mehmet meike meik meinhard meinolf mela melani melanie melek melih melina melinda melis melisa melissa melitta
melvin meret mert merle merlin meral mert meryem metin mia micha michael michaela michail michal michel michele michelle mick mieke
mike mikail mikael miklos mikolaj mila milan milana milena milica milo milos mina mine minna mira miran miriam mirja mirjam mirjana
mirko miro miroslav miroslaw mirsad mitja moana mohamad mohamed mohammad mohammed molly momo mona monica monika monique moritz morten
moussa muammer muhammad muhammed muhammet muharrem murad murat mustafa musa mustapha myriam
nabil nada nadia nadine nadja nadjeschda nahla naim najib nancy nanette naomi nassim nastasja nasser natalia natalie natalija natascha
natasha nathalie nathan nathanael nazan nazli neele nejla nela nele nelli nelly nelson nermin nesrin neslihan nevin nezahat niall nick
nicki nickolas nico nicola nicolai nicolas nicole nicoleta niclas niels nihat nik nika nike nikita niklas niko nikola nikolai nikolaj
nikolaos nikolas nikoletta nils nilguen nina nino niko nisa noah noel noemi nora norbert norman nour nuray nurcan nurhan nuri
nuria nurten
oezcan oezge oezguer oezlem oezkan oktay olaf olav oleg oleksandr oliver olivia olli ole olga olek omar omer oemer ortrud ortrun ortwin
oscar oskar osman oswald oswin ota otfried othmar otmar ottfried ottilie otto ottokar ottomar ove ozan
pablo paddy pal pamela paola paolo pascal pascale patricia patrice patrick patrik patrizia patryk patti patty paul paula paulina pauline
paulo paulus pawel pedro peer peggy pelin penelope per perihan perry peter petar petr petra petros petrus phil philip philipp philippa
philippe philippine pia pier pierre pietro pinar piotr pippa pit pitt polina polly prisca priska przemyslaw
quentin quirin
rabea rabia rachel radek radmila radoslav radoslaw rafael rafal ragna ragnar rahel rahmi raik raimund rainer rainald ralf ralph ramazan
rami ramin ramiz ramon ramona randolf rania raoul raphael raphaela raquel rascha rasim rasmus raul rebecca rebekka recep regina regine
reiner reinhard reinhardt reinhild reinhilde reinhold reinold remo remzi renan renata renate rene renee renke resi resul reza rica ricarda
ricardo riccardo richard rico rieke rifat rike rita rob robby robert roberta roberto robin rocco rodrigo roger roland rolf roma romain roman
romana romina romy ron ronald ronja ronny rosalia rosalie rosalinde rosanna rosemarie rosi rosina rosita roswitha rouven roxana roy ruben
rudi rudolf rudolph ruediger rupert rupprecht ruslan ruth ryszard
saban sabina sabine sabrina sacha safiye sahin said saida salih salim salma salome salvatore sam sami samir samira samuel samuele sandra
sandro sandy sanja sanne sara sarah sascha saskia satu savas saverio scarlett sean sebastian sebnem sedat seda sefa selim selin selina selma
semih sepp serafina serap serdar serge sergej sergei sergio serhat serkan serpil servet sevda sevgi sevim sevil severin seyfi shari sharon
sheila shirin shirley sibel sibylle sidney siegbert siegfried sieglinde siegmar siegmund siegrid siegrun sienna sigismund sigmar sigmund
signe sigrid sigrun sigurd silas silke silvan silvana silvia silvio simon simona simone sina sinan sinem sindy sinja sira siri sissi
slavica slavko slawomir snezana soenke soeren sofia sofie solveig songuel sonia sonja sophia sophie soraya stanislav stanislaw stan stefan
stefania stefanie stefano steffen steffi stella stephan stephane stephanie stephen steve steven stevan stina sunay sueheyla sueleyman suenje
susan susana susann susanna susanne suse susi suzan suzana suzanne sven svea svenja swantje swen swetlana sybille sylke sylvester sylvia
sylvie szymon
tabea tabitha tadeusz taha tahir tahsin talha tamara tamer tamina tammo tanja tania tara tarek tarik tasso tassilo tatiana tatjana taylan
taylor ted teresa terese tessa thaddaeus thea thekla theo theodor theodora theodoros theresa therese theresia thies thilo thimo thomas
thomasz thoralf thorben thore thorge thorsten tiago tialda tibor tiffany tilda till tillmann tilman tilmann tilo tim timm timmy timo timon
timothy timur tina tine titus tjark tjorven tobi tobias tolga tom tomas tomasz tomislav tommi tommy toni tony toralf torben tore torge torsten
toska tracy traudel traute traudl trude trudi tuana tugba tuelay tuelin tuerkan tuncay tyler tyron
uschi udo ugur ulf uli ulla ulrich ulrika ulrike umut undine ursel ursula urs urte urszula uta ute uwe
vadim valentina valentino valeria valerie valerij valeska vanessa vasil vasile vasilios vedat vehbi veit velten vera verena vesna veronica
veronika veronique vicky victor victoria vicente viet viktor vincent vincenz vincenzo violetta virginia vito vittorio vitus vivian viviane
vivien vivienne vlad vladimir volkan volker volkhard volkmar vojtech vroni
waclaw wadim wahid waldemar walter walther walburga waltraud waltraut waltrud wanda wanja wassili wendelin wenke wenzel werner wibke wiebke
wieland wiebe wieslaw wiktor wilfried wilhelm wilhelmina wilhelmine willi william willibald willy wilma wilmar wim winfried wiola wioletta
witold wladimir wlodzimierz wojciech wolf wolfgang wolfhard wolfram wulf
xaver xavier xenia ximena
yael yannic yannick yannik yannis yara yarik yasar yasemin yasin yasmin yasmina yassin yavuz yelda yeliz yesim yigit yildiz yilmaz ylva
yolanda younes yousef youssef yuri yunus yuliya yusuf yvan yves yvette yvonne
zacharias zafer zahra zaid zainab zara zbigniew zdenka zdravko zehra zeki zekiye zeliha zelihe zeynep zita zlata zlatko zoe zofia zoltan zora
zoran zuebeyde zuzana zygmunt
jessi jassi lissy moni conny kathi sanni tini nessi melli sandy toni gitti rolli hansi heini kalli bine micha olli hotte atze ecki uwi oleksandra firat kirstin rosa viola sam stella fritzi manni kalle matze andi biggi domi flo fabi klausi lieschen michi ralle schorsch siggi stefi vroni wolli jupp pitter jussuf
yussuf jupp hein henning heinzi gerti hilde lissi annchen tonia mechthilde walli bernhardina theres thesi sepperl xaverl nele mats jonte
tjorge bente eike frauke gesche geske haike hilke imke insa janke jelto keno maike menno onno okka popke remmer rieke siebo swaantje tamme
theda tomma ubbo wiebke wubbo piet lieke sanne floor femke marloes joke truus gerrit hendrika ruud arjen wouter sjoerd
zoubeir zakaria yahya younis waleed walid wael tariq taher samer sameh salah saleh rashid rasha rima ranya osama othman omran nidal nasir
munir mounir mariama mamadou malick luay lamine kwame kofi karam jamila ismaila ibrahima houda hisham hicham haitham hafsa ghada fouad fatou
fathi farah essam dunja djamal dina bassam bashar basel badr ayoub awa asmaa arash anwar amr amadou alaa akram ahmadou adel abdou abbas
oksana olena natalya nataliya lyudmila svitlana tetiana tetyana iryna yulia yana vitali vitalij volodymyr viktoriya valeriy serhij serhii
mykola mykhailo maksym kateryna ihor halyna dmytro bohdan andrij anatoliy
thi minh linh hoang thuy phuong nguyen thanh tuan trang duc quang
dwight gareth geoffrey gillian graham hazel heather howard hugh isobel jeremiah jodie kayleigh keiran kelly kieran lachlan leanne lorraine
malcolm maureen megan morag murdoch nigel philippa rhona roderick rory rowan sheena siobhan stuart tracey trevor wayne wesley zachary fergus
donald douglas doreen duncan edna eamon ewan gavin glenn glenda
abel abraham ada adelbert adele adelinde adriane albino alf anatol annegrete annemie annie antonius antun ariane aribert arie augustin aurel baptist
bart benedikta bernward bogdan burchard carol charles dante davor eckhart edelbert edeltrud elian elizabeta elyas emanuela emirhan erdmute erhardt
evamaria finnia friedbert friedemann friedericke friedhilde gertraut gina gotthold gottlob gretl gundhild hannah-sophie harold harro hedy heidelore
heino hildburg ilvy ingbert ira isis joerdis jorid jure kaethe karl-heinz kreszentia kuba leano levian lieselott liya mailin morris notburga quinten
raf resl rosalba samson svetlana thiemo tilly vinzenz volkert walpurga wilfriede
)";

// Names that are words, too: a name only where something else says so.
const std::string_view ambiguous_names = R"(
august ernst heide mark wolf mercedes silvester nikolaus job art felicitas gloria
davor basel anders edel matt nasser hagen adel asta romeo gun line ike mine bear roma flora aurora angel koenig can iban ion per les thi line roman marin
jordan london paris berlin hamm florence sidney viktoria borussia linde tanne rose lilie dahlie veilchen
lion kay lance grace hope joy dick bill rich pit wieland minna duc linh said grit mai juni juli job
long art los dora herta hertha concordia germania amal azur king prince hardy sunny bella rocky tiger linus chuck 
candy ginger amber ivy june april may summer sky rain storm sem tore tor wenzel ort nova 
)";

}  // namespace ombud::publish::redaction
