"""Words with a capital that are nobody's name: months, feasts, peoples, countries, large towns, institutions, makes. Pure.

Towns of some hundred thousand people tell nothing of one person; villages do, so none of those is here.
"""

from functools import cache

TIME = """
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi
dimanche january february march april may june july august september october november december monday tuesday wednesday thursday
friday saturday sunday noel paques toussaint ascension pentecote assomption epiphanie chandeleur careme avent carnaval mardi-gras
saint-jean saint-sylvestre saint-valentin saint-nicolas ramadan aid aid-el-kebir aid-el-fitr tabaski kebir fitr korite mawlid
kippour hanouka pessah roch hachana diwali norouz nowruz tet christmas easter xmas halloween thanksgiving lent whitsun eid hanukkah
yom bastille armistice covid covid-19 brexit
"""
PEOPLES = """
francais francaise francaises anglais anglaise anglaises allemand allemande allemands espagnol espagnole espagnols italien italienne
italiens portugais portugaise belge belges suisse suisses marocain marocaine marocains marocaines algerien algerienne algeriens
tunisien tunisienne tunisiens senegalais senegalaise malien malienne maliens ivoirien ivoirienne ivoiriens guineen guineenne guineens
camerounais camerounaise congolais congolaise africain africaine africains africaines arabe arabes berbere berberes kabyle kabyles
turc turque turcs kurde kurdes syrien syrienne syriens afghan afghane afghans irakien irakienne irakiens iranien iranienne iraniens
pakistanais bangladais indien indienne indiens chinois chinoise vietnamien vietnamienne vietnamiens cambodgien cambodgiens khmer
tibetain tibetaine tibetains tamoul tamouls sri-lankais lankais ukrainien ukrainienne ukrainiens russe russes polonais polonaise
roumain roumaine roumains bulgare bulgares albanais albanaise kosovar kosovars serbe serbes bosniaque bosniaques tchetchene tchetchenes
georgien georgienne georgiens armenien armenienne armeniens rom roms tsigane gitan gitans comorien comorienne comoriens mahorais malgache
malgaches haitien haitienne haitiens antillais antillaise creole reunionnais bresilien bresilienne bresiliens colombien colombiens
venezuelien venezueliens peruvien americain americaine americains canadien canadienne quebecois europeen europeenne europeens
occidentaux soudanais soudanaise erythreen erythreenne erythreens ethiopien ethiopienne ethiopiens somalien somalienne somaliens
nigerian nigeriane nigerians ghaneen ghaneens togolais beninois gambien gambiens mauritanien mauritaniens libyen libyens egyptien egyptiens
libanais libanaise palestinien palestinienne palestiniens israelien juif juive juifs musulman musulmane musulmans chretien chretiens
catholique catholiques protestant protestants bouddhiste breton bretonne bretons basque basques corse corses parisien parisienne
parisiens occitan soninke bambara wolof peul peuls pular lingala arabe dari pachto pashto farsi persan tigrinya amharique swahili
french english german spanish italian portuguese belgian swiss moroccan algerian tunisian senegalese malian ivorian guinean african
africans arab arabs arabic turkish turk turks kurdish kurd kurds syrian syrians afghan afghans iraqi iraqis iranian iranians pakistani
bangladeshi indian indians chinese vietnamese tamil ukrainian ukrainians russian russians polish pole poles romanian romanians
bulgarian bulgarians lithuanian lithuanians latvian albanian albanians serb bosnian georgian armenian roma gypsy british brit brits
scottish welsh irish londoner american americans canadian australian european europeans sudanese eritrean eritreans ethiopian somali somalis
nigerian nigerians ghanaian gambian egyptian lebanese palestinian palestinians jewish jew jews muslim muslims christian christians
catholic buddhist hindu sikh urdu punjabi bengali gujarati farsi pashto dari tigrinya
"""
COUNTRIES = """
france angleterre allemagne espagne italie portugal belgique suisse luxembourg pays-bas hollande autriche grece turquie maroc algerie
tunisie libye egypte senegal mali mauritanie niger burkina faso cote ivoire cote-d'ivoire guinee bissau conakry togo benin ghana
nigeria cameroun tchad gabon congo rdc rwanda burundi kenya tanzanie ouganda soudan erythree ethiopie somalie djibouti comores mayotte
madagascar maurice reunion martinique guadeloupe guyane antilles haiti syrie liban irak iran afghanistan pakistan inde bangladesh
sri lanka chine vietnam laos cambodge thailande tibet japon coree mongolie ukraine russie pologne roumanie bulgarie hongrie tchequie
slovaquie serbie bosnie kosovo albanie macedoine montenegro croatie slovenie georgie armenie azerbaidjan tchetchenie israel palestine
gaza jordanie yemen arabie emirats dubai qatar koweit amerique etats-unis etats unis usa canada quebec mexique bresil colombie venezuela perou
bolivie chili argentine cuba europe afrique asie maghreb sahel mediterranee moyen-orient orient occident bretagne normandie
alsace lorraine provence auvergne corse picardie bourgogne aquitaine occitanie savoie ardeche lozere aveyron tarn gers landes dordogne
limousin vendee ile-de-france paca rhone loire seine garonne sarthe mayenne finistere morbihan
britain england scotland wales ireland germany spain italy portugal belgium switzerland netherlands holland austria greece turkey morocco
algeria tunisia libya egypt senegal gambia sierra leone liberia ghana nigeria cameroon congo sudan eritrea ethiopia somalia kenya uganda
syria lebanon iraq iran afghanistan pakistan india bangladesh china vietnam ukraine russia poland romania bulgaria hungary lithuania latvia
estonia albania serbia bosnia georgia armenia america canada australia europe africa asia balkans cornwall devon yorkshire lancashire
kent essex sussex surrey norfolk suffolk cumbria highlands midlands
"""
TOWNS = """
paris lyon marseille toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims toulon saint-etienne grenoble dijon
angers nimes villeurbanne clermont-ferrand clermont ferrand aix le-havre havre brest tours amiens limoges annecy perpignan boulogne metz besancon orleans
rouen mulhouse caen nancy saint-denis saint-nazaire saint-malo saint-brieuc saint-ouen saint-quentin saint-germain argenteuil montreuil roubaix tourcoing avignon dunkerque creteil nanterre poitiers versailles
courbevoie pau calais cherbourg lorient quimper vannes la-rochelle rochelle antibes cannes beziers valence chambery bayonne
bourges troyes cergy evry bobigny aubervilliers vitry ivry drancy albi rodez castres montauban tarbes auch cahors agen perigueux
bruxelles liege charleroi namur anvers geneve lausanne zurich berne londres berlin hambourg francfort munich madrid barcelone seville
valence rome milan turin naples lampedusa lisbonne porto athenes lesbos istanbul ankara casablanca rabat marrakech tanger fes agadir
oujda alger oran constantine annaba bejaia tunis sfax tripoli caire dakar thies saint-louis ziguinchor bamako kayes sikasso conakry
abidjan bouake lome cotonou accra lagos abuja douala yaounde kinshasa brazzaville libreville ndjamena khartoum asmara addis abeba
mogadiscio nairobi kigali moroni tananarive antananarivo damas alep homs beyrouth bagdad mossoul teheran kaboul herat kandahar karachi
islamabad delhi mumbai dhaka pekin shanghai hanoi saigon kiev kyiv lviv odessa kharkiv moscou varsovie bucarest sofia budapest belgrade
sarajevo pristina tirana tbilissi erevan new york montreal vintimille ventimiglia ceuta melilla
london birmingham manchester liverpool leeds sheffield bristol newcastle nottingham leicester bradford cardiff swansea glasgow edinburgh
aberdeen dundee belfast dublin cork hull coventry plymouth southampton portsmouth brighton norwich oxford cambridge reading luton
croydon hackney tower hamlets brixton dover dunkirk calais brussels geneva lisbon athens rome cairo damascus aleppo baghdad tehran kabul
algiers warsaw bucharest moscow
"""
BODIES = """
caf rsa pole-emploi emploi travail france-travail croix-rouge croix rouge secours populaire catholique restos coeur restaurants
emmaus samu samusocial ofpra ofii cnda cada huda spada prefecture mairie dreets direccte ars cpam urssaf msa pmi ase esat ehpad crous
insee insertion cimade gisti msf medecins monde unicef onu hcr ue union europeenne etat republique senat assemblee region departement
conseil commission education nationale ministere tribunal police gendarmerie sncf ratp tgv metro rer edf engie enedis laposte poste
orange sfr free bouygues credit agricole mutuel lyonnais societe generale bnp paribas caisse epargne banque postale banque alimentaire
carrefour auchan leclerc lidl aldi intermarche monoprix casino amazon manpower adecco randstad ikea decathlon renault peugeot
citroen dacia mercedes bmw volkswagen toyota kangoo clio twingo berlingo facebook instagram insta whatsapp messenger youtube google
gmail tiktok snapchat snap twitter linkedin zoom teams skype netflix telegram signal leboncoin vinted blablacar uber deliveroo excel word
powerpoint windows microsoft apple iphone android samsung photoshop wikipedia internet web wifi gps duolingo moulinex seb singer
massey fiat ford total danone nestle coca nutella doliprane ferguson aigle safer adie fse feder afpa greta caces cap bep bac bts brevet dalf delf tcf
dieu allah jesus bible coran evangile islam seigneur vierge messie unesco google maps doctolib ameli vitale carte-vitale visa mastercard
smic cdi cdd etp apl aah ass asf css cmu ame dalo siao chrs chu crs cse cgt cfdt fo sud medef amap scop sas sarl ess rse rgpd cnil
restaurant centre social maison association mission locale ligue ecole lycee college universite fac sorbonne hopital clinique
samsic veolia suez onet elior sodexo home office council nhs department job centre jobcentre universal credit citizens advice lottery
heritage age concern oxfam shelter barnardo barnardos salvation army red cross church england quakers mosque
tesco sainsburys sainsbury asda morrisons aldi greggs costa boots argos poundland barclays lloyds natwest hsbc santander post
god lord allah quran ok bbc itv uk us eu un ngo dwp hmrc pip esa dbs gp mp mps tv pc dvd ad hiv ptsd adhd english-language mondays tuesdays wednesdays thursdays fridays saturdays sundays
euro euros livre livres dollar dollars xxe xixe
"""


@cache
def familiar_words() -> frozenset[str]:
    """All of them, as words are compared."""
    parts = (word for words in (TIME, PEOPLES, COUNTRIES, TOWNS, BODIES) for word in words.split())
    return frozenset(piece for word in parts for piece in word.replace("'", "-").split("-")) - AMBIGUOUS


@cache
def familiar_pairs() -> frozenset[str]:
    """Those of two words with a hyphen between, as `saint-denis`."""
    every = (word for words in (TIME, PEOPLES, COUNTRIES, TOWNS, BODIES) for word in words.split())
    return frozenset(word for word in every if "-" in word)


# Parts of the names above that are names of people as well.
AMBIGUOUS = frozenset(
    "saint sainte denis etienne jean louis nicolas sylvestre valentin maurice valence constantine sofia florence georgia".split()
)
