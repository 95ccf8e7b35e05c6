"""French wordings that push towards an answer, or take one for granted."""

from functools import cache

from interviewer.guide.quality.assertions import Table, rules, table
from interviewer.guide.quality.presuppositions_fr import LEFT_OPEN, PRESUPPOSED
from interviewer.guide.quality.words import listed

CANCELS = (
    "<like> ou|et pas|non|moins|deteste|deplu|detestez",
    "plu ou|et ~2 deplu",
    "le plus ~~4 le moins",
    "le plus ou|et le? moins",
    "aimez ~2 aimez pas",
    "ou pas|non|jamais|aucun|inversement|pire",
    "s' il y en|a",
    "si il y en|a",
    "cas echeant",
    "quel|quelle|quels|quelles ~2 possible|possibles|potentiel|potentiels|potentielle|potentielles",
    "eventuellement|eventuel|eventuelle|eventuels|eventuelles",
    "si c' est|etait arrive|le|possible",
    "si cela|ca est|a|s' arrive|ete|est",
    "si vous|tu ~1 en|l'|le|la|les|y",
    "s' ils|elles ~1 en|existent",
    "en bien ou|et|comme en mal",
    "positif|positifs|positive|positives ou|et|comme negatif|negatifs|negative|negatives",
    "bon|bons|bonne|bonnes ou|et|comme mauvais|mauvaise|mauvaises",
    "mieux ou|et moins|pire|plus",
    "plus ou moins",
    "<change> , ~4 ou",
    "<change> ou <change>|complique|freine|degrade|gene|empeche|aggrave",
    "avantages|benefices|atouts|forces|reussites|succes et|ou ~2 inconvenients|limites|risques|faiblesses|echecs|couts",
    "meilleur|meilleure|meilleurs ~4 et|ou ~4 pire|pires|moins",
    "quels que soient",
    "quelle que soit",
    "quel que soit",
    "ou au contraire",
    "ou bien",
    "ou rien",
    *LEFT_OPEN,
)

_TABLE = """
leading tag any
  , non ?
  , hein ?
  , pas vrai
  , n' est -ce pas
  , vous|tu ne? trouvez|croyez|pensez|trouves|crois|penses pas
  , si ?
  , j' espere
  j' espere ?|que|qu'
  , c' est <word>? ca
  , vous|tu ~3 d'accord
  , avouez|avoue|reconnaissez|admettez
leading agree any
  ^avouez|avoue|admettez|reconnaissez -le
  ^reconnaissez|reconnais|admettez|admets|avouez|avoue|convenez que|qu'
leading negated yes_no
  vous|tu ne|n' <belief> pas
  n' y a|aurait|avait -il ~1 pas|rien|aucun|aucune|personne
  ne|n' <belief> -vous|-tu|-on pas
  ne|n' <dare> -vous|-tu|-on pas <belief>|dire
  ne|n' devrait|devraient|faut|faudrait|vaudrait|pourrait|pourraient|merite|meritent -il|-elle|-on|-ils|-elles pas
  c' est|etait pas ~2 <praise>|<absurd>|mieux
  ne|n' est|sont|etait|etaient -il|-elle|-ils|-elles pas ~3 <praise>|<absurd>
  n'|ne ~2 -il|-ce|-elle|-ils|-elles|-on pas ~1 <word>
  ne|n' devriez|devrais|auriez|aurais|pourriez -vous|-tu pas
  conscient|consciente|conscients que|qu'
  vous|te|t'|-vous ~1 compte que|qu' vous|tu|<your>
  <belief> -vous|-tu ~2 <normal> que|qu'|de|d'
  est|etait|serait -il|-ce ~1 <normal> que|qu'|de|d'
  -vous|-tu ~1 vraiment|serieusement
  n' etes|es|etiez|seriez -vous|-tu pas ~2 <pleased>|d'accord|convaincu|convaincue|persuade|persuadee|<praise>
  n' avez|as|aviez|auriez -vous|-tu pas ~2 impression|sentiment|trouve|aime|apprecie|adore|hate
  n' est -ce pas ~2 <praise>|<absurd>|mieux
  ne|n' ~4 -vous|-tu pas ~1 mieux|<praise>|<pleased>|meilleur|meilleure
  ne voyez|sentez|constatez|remarquez|reconnaissez -vous|-tu pas
leading negated intoned
  ce|c'|cela|ca|il n'|ne ~2 pas|jamais|rien
  vous|tu etes|es|etiez bien <pleased>
  vous|tu ne|n' ~3 pas|jamais|rien|aucun|aucune
  vous|tu|t' as|avez|etes|es pas
leading agree intoned
  vous|tu <belief> ~2 <normal>
  vous|tu ~1 <know_well> bien que|qu'
leading effort said
  <our> ~4 se|s' donne|donnent|demene|demenent|bat|battent
  <our> ~4 fait|font de son|leur|notre mieux
  <our> ~4 fait|font tout
leading scandal open
  le|la|les|cette|cet|ce|l' <shift> <outrage>
leading inference said
  j' imagine que|qu'|bien
  je suppose|presume|devine|parie|sens|vois|crois|pense|sais|comprends que|qu'|bien
  je me doute
  j' imagine|devine <your>
  on imagine|devine|suppose que|qu'|bien
  vous|tu devez|dois ~1 etre|avoir|vous|te|t'|trouver|ressentir|penser|aimer|adorer|apprecier|souffrir|regretter|savoir|en
  je suis ~1 sur|sure|certain|certaine|persuade|persuadee|convaincu|convaincue
  vous|tu avez|as du|dû <word>
  cela|ca|ce|c' a|doit|devait du|dû|etre|vous
  il me semble que|qu'
  vous|tu devez|dois ~2 etre|avoir
leading agree approved
  vous|tu <agree> que|qu'|bien
  vous|tu <can> ~2 reconnaitre|admettre|avouer|convenir
  d'accord avec moi|nous
  <belief> -vous|-tu aussi|egalement|comme
  d'accord pour ~1 dire|reconnaitre|affirmer|penser
  d'accord avec ~1 idee|fait|nous
  d'accord que|qu'|sur
  <can> -on ~2 dire|affirmer|s'|convenir|considerer|conclure
  on <can> ~2 dire|affirmer|considerer|conclure
  juste|exagere|faux|vrai|honnete|excessif|correct|raisonnable de dire|penser|affirmer|considerer
  partagez|partages -vous|-tu notre|l'|cet|ce|cette
  pensez|penses|croyez|crois|trouvez|trouves -vous|-tu ~1 vraiment|serieusement
  faut -il vraiment
  vous|tu pensez|penses|croyez|crois|voulez|veux vraiment|serieusement
  vous|tu ne|n' pouvez|peux ~1 pas nier|ignorer|contester
  vrai que|qu'
  exact que|qu'
  reconnaissez|admettez|avouez|convenez -vous que|qu'
leading strong yes_no
  diriez|dirais|dirait -vous|-tu|-on que|qu' ~6 <strong>
  vous|tu diriez|dirais que|qu' ~6 <strong>
  diriez|dirais -vous|-tu que|qu' ~6 <praise>|<absurd>|meilleur|meilleure|meilleurs
leading norm any
  ^comme toute bonne|mere|personne
  ^comme|contrairement|ainsi ~1 la plupart|majorite
  ^comme tous|toutes|tout|beaucoup|chacun|n' les?|des?|le?
  ^comme <your> ~2 ,
  ^comme les|nos|d' autres ~1 <word>
  ^comme la|une? ~1 quasi|grande|plupart|majorite
  tout|tous le|les|nos|ceux ~4 <say>
  chacun|personne|beaucoup ~5 <say>|s'accorde
  a l' unanimite
  de l' avis general|de
  ^tout le monde
  comme|contrairement|dit|parait|avis|l'avis ~2 tout le monde
  tout le monde ~4 <say>|adore|aime|sait|recommande|reconnait|apprecie|s'accorde
leading norm said
  gens|participants|familles|jeunes|clients|habitants|utilisateurs|parents|enfants|eleves|residents l'|en|les|le|la? ~1 adorent|raffolent|plebiscitent|redemandent
  ^la plupart|majorite ~7 <say>|<finite>
  ^beaucoup de|d' ~6 <say>
leading authority any
  vu|etant|compte ~1 donne|tenu? ~2 que|qu'|succes|reussite|qualite|efficacite ~6 <praise>|bien|mieux|efficace
  vu|etant ~1 donne? ~2 <praise>|succes|reussite|efficacite|qualite
  on|chacun sait|savait|reconnait que|qu'|bien
  comme on|chacun|nous le? ~1 sait|savons
  nous savons|avons ~2 que|qu'
  il est ~2 prouve|demontre|etabli|connu|reconnu|admis
  c' est ~1 prouve|demontre|connu|reconnu|etabli
  les|des|nos ~1 <study> ~3 <say>|recommandent|conseillent|preconisent
  <study> ~4 montrent|montre|prouvent|prouve|disent|demontrent|demontre|confirment|confirme|indiquent
  ont|a ~1 montre|prouve|demontre que|qu'
  d' apres ~1 <study>
leading evidence any
  <sure> , ~1 vous|tu|le|la|les|l'|ce|cette|notre|nos
  , <sure> ,
  vous|tu ~3 <sure>
  <sure> que|qu'
  il va de soi
  bien entendu|evidemment ,? vous|tu
  cela|ca va sans
  il est|parait|semble ~1 clair|evident|certain|indeniable|incontestable|manifeste que|qu'
  c' est|etait ~1 clair|evident|certain|indeniable|incontestable|sur que|qu'
  comme vous|tu le? ~1 savez|sais|imaginez
  comme on|il pouvait|fallait|peut
  difficile de nier
  personne ne|n' ~2 nier|contester
  bien sur que|qu'
  bien sur ,? vous|tu
  sans ~2 doute vous|tu|,|que|le|la|les|l'|ce|cette|notre|nos|votre|vos
  vous|tu ~3 sans ~1 doute
  nul|aucun doute que|qu'
  force est de
  de toute evidence
  à l' evidence
  à tort|raison
  à juste titre
  injustement|abusivement|scandaleusement
leading opinion said
  nous|je ~1 <we_think> que|qu'|<praise>|<absurd>
  nous sommes ~1 <pleased>|convaincus|persuades
  à notre avis
  selon nous|moi
  <our> avis|conviction est|:
leading opinion stated
  est|sont|reste|demeure ~2 <crucial>
  tout|toute ~2 raisonnable|sense|sensee|normal|normale
  n' importe qui
leading evidence stated
  a|ont|est|sont enfin
leading praise stated
  <strong_praise> // quoting
  <outrage> // quoting
leading praise said
  <our> ~2 est|sont|reste|restent|a|ont ~4 <strong_praise>
leading praise any
  <our> ~2 <praise>
  <our> <word> de ~1 grande|haute|tres qualite
  <strong_praise> de|des|du|d' <our>
  <our> <word> ~1 si|tres|tellement|particulierement <praise>
  <our> ~2 ,? si|tellement|toujours|tres <word>
  <tell> ~3 combien|point <our> ~6 <praise>
  l'|le|la|les|cet|cette|ces|ce <strong_praise> <word>
  <quantity>? excellente|excellent|remarquable|formidable qualite|travail|accueil|equipe|ambiance
  <our> <word> ~1 de|d' ~1 <praise> <word>
presuming effect open
  <manner> ~~9 vous|te|t'|nous a|ont|aura|avait|auront -il|-elle|-ils|-elles ~2 <change>
  <manner> ~~9 a|ont|aura|avait|auront -il|-elle|-ils|-elles ~2 <change> ~5 <your>|vous|te|t'
  <manner> ~~9 a|ont|aura|avait|auront -il|-elle|-ils|-elles fait <word> <your>
  <manner> ~~9 a|ont|avait ~1 <change> ~5 <your>|vous|te|t'
  <manner> ~~9 vous|te|t' a|ont|avait ~2 <change>
  <manner> ~~9 vous|te|t' <change>
  <manner> ~~9 <change> -il|-elle|-ils|-elles ~2 <your>|à|de
  quel|quelle|quels|quelles ~~7 vous|te|t' a|ont|aura|avait -il|-elle|-ils|-elles ~2 <change>
  que|qu' vous|t' a|ont ~1 <change>
  que|qu' ~6 vous|t'|te a|ont ~1 apporte|permis
  que|qu' ~6 a|ont -t? -il|-elle|-ils|-elles ~1 apporte|permis
  <manner> ~~9 a|ont|aura|auront|avait -il|-elle|-ils|-elles ~5 <your> ~1 <life> // contact
  qu' est -ce que ~~6 a|ont ~1 <change> dans|à|chez|pour|en|de|sur
  que|qu' a|ont ~1 <change> ~3 dans|chez|pour
  que|qu' change|changent|changera ~6 dans|chez|pour
  qu' est -ce que ~~5 change|apporte|changent|apportent à|dans|pour|chez <your>|vous
  qu' est -ce que ~~5 vous|t'|te apporte|apportent|change
  a|ont fait gagner|perdre|economiser|progresser|avancer|grandir|changer|evoluer|decouvrir
  a|ont rendu possible
presuming gained open
  <your> nouveau|nouvelle|nouvel <virtue>
presuming improved open
  devenu|devenue|devenus|devenues ~1 plus|moins
  <manner> vous|tu avez|as ~1 <better>
  <your> <emotion>
  qu' est -ce qui a|ont ~2 change
  comment <your> ~3 a|ont -il|-elle|-ils|-elles ~1 change
  qui ~2 rend|rendu|rendent|rendait ~4 si|plus|moins|aussi|<praise>
  s'|se est|etait|sont -il|-elle|-ils|-elles ~1 <better>
  qui s'|se est|sont ~1 <better>
  <manner> <your> ~2 a|ont -il|-elle|-ils|-elles ~1 <better>
  commence|commencez à ~3 mieux
  le mieux fonctionne|marche|reussi|aide
  ete|est|etait le|la|les plus <praise>
  <manner> ~~6 a|ont|aura -il|-elle|-ils|-elles ete ~1 <praise>
  qui a|ont ~1 progresse|ameliore
  en quoi|point ~5 mieux|meilleur|meilleure
  en quoi ~3 -vous|-tu|vous|tu ~1 plus|moins
  à quel point ~4 -vous|-tu ~1 plus|moins
  <your> ~2 a|ont ete -il|-elle? ~1 <better>
  <manner>|quand ~2 avez|as -vous|-tu ~3 <better> !notre|nos
presuming positive open
  de|d' ~1 positif|bien|bon|mieux|utile|benefique
  quel|quelle|quels|quelles ~2 positif|positifs|positive|positives|negatif|negatifs|negative|negatives
  qu' est -ce qui va|vont|allait|marche|fonctionne ~1 mieux
  pourquoi ~~10 si|aussi|tant|tellement !vous|tu|on|il|elle|ils|elles|le|la|les|l'|un|une <word>
  rend|rendu|etes|es|sont|-vous|-il|-elle|-tu si|aussi|tellement !le|la|les|l'|un|une|on|vous|tu|il|elle|ils|elles|votre|vos|ton|ta|tes|ce|cette|c'|cela|ca|notre|nos|quelqu'un|des|j'|je <word>
  quel|quelle|quels|quelles ~1 <benefit_sure> ~~6 -vous|-tu|-il|-elle|-ils|-elles
  quel|quelle|quels|quelles ~1 <benefit_sure> vous|tu
  quel|quelle|quels|quelles ~3 avez|as|auriez -vous|-tu ~2 <earned>
  quel|quelle|quels|quelles ~3 vous|tu avez|as ~1 <earned>
  qu'|que en? avez|as -vous|-tu ~2 <earned>
  quoi etes|es -vous|-tu ~2 <pleased>
  d'|de|etes|es|etre|avez|as ~1 enfin <word>
  quel|quelle|quels|quelles ~1 <emotion> ~~4 -vous|-tu
  quel|quelle|quels|quelles ~2 tirez|retirez|tires -vous|-tu
  combien|point vous|tu avez|as ~1 <like>
  à quel point ~2 <like> -vous|-tu
presuming stopped any
  avez|as|aviez -vous|-tu ~2 <stop> de|d'
  vous|tu avez|as ~2 <stop> de|d'
  quand|comment ~2 avez|as -vous|-tu ~1 <stop> ?|de|d'
  recommence|recommencez|remis|repris à|de|d'
presuming problem any
  <overcome> ~1 <your>|ces|cette|cet|ce ~1 <problem>|<fault>
  <defeat> ~1 <your>|ces|cette|cet
  venu|venir|viens|venez ~2 à bout
  fait|faites|faire ~2 face à <your>|ces|cette
  <your> mauvais|mauvaise|mauvaises|triste|tristes <word>
  <rid> de|d' ~1 <your>|ces|cette ~1 <word>
  à qui en voulez|veux
  que|qu' <regret> -vous|-tu
  que|qu' vous|tu <regret>
  de quoi avez|as -vous|-tu ~2 honte|peur
  <your> ~2 <fault>
  <your> point|points ~1 faible|faibles
  <vice> pour la derniere fois
  depuis que|qu' ~6 <down>
  maintenant que|qu' ~6 <down>
  quel|quelle|quels|quelles ~2 <hindrance> ~~6 -vous|-tu
  quel|quelle|quels|quelles ~2 <hindrance> vous|tu
  les|des <hindrance> que|qu' vous|tu
presuming since any
  depuis|maintenant|alors|puisque|puisqu' que|qu'|vous|tu ~9 <better>|mieux|enfin
  depuis|maintenant que|qu' ~4 <change> <your>|vous
  depuis|maintenant que|qu' vous|tu ~3 plus|moins|mieux
  depuis que|qu' ~6 vous|t'|te a|ont ~1 <change>
  depuis|maintenant que|qu' ~4 ne|n' ~4 plus
  vous|tu avez|as enfin|finalement
  grace à|au|aux !vous|cela|ca !qui|quoi|quel|quelle|quels|quelles
  une fois ~2 <better>|tire|tires|tiree|gueri|guerie|sauve|rassure|rassuree
presuming gained any
  <your> <word> <earned>
  le|la|les|l'|cette|ces|ce ~2 que|qu' vous|tu avez|as ~1 <earned>
  le|la|les|l'|cette|ces|ce|<your> <benefit_sure> que|qu' vous|tu
  le|la|les|l'|cette|ces|ce ~1 <earned> grace|ici|dans|pendant|avec|lors
  <your> <benefit_sure>
  remarque|vu|constate|observe|note|senti les|des|ces|ses|leurs|<your> <benefit_sure>
presuming factive any
  conscient|consciente|conscients que|qu'
presuming still any
  toujours|encore autant|aussi|si
  continuez|continues -vous|-tu à ~1 <vice>
  <vice> -vous|-tu toujours|encore
  encore|toujours de|à|d' <vice>
  vous|tu ~1 <vice> ~1 toujours|encore
  <vice> -il|-elle|-ils|-elles toujours|encore
  pourquoi <regret> -vous|-tu
  pourquoi ~2 avez|as -vous|-tu ~2 peur|honte
  pourquoi etes|es -vous|-tu ~2 <down>|contre|oppose|opposee|fache|fachee
presuming still why
  pourquoi ~5 encore|toujours
  pourquoi ~~4 <your>? ~2 <stop>|continuez|continues
presuming factive open
  <realise> que|qu' vous|tu|<your>|cela|ca
  fait ~1 <realise> que|qu'
  expliquez|expliques -vous|-tu ~2 que|qu'
  expliquez|expliques -vous|-tu ~2 cette|ce|cet|le|la|les|l'|<your> ~1 <shift>|<benefit>|<fault>
  qui ~2 explique ~2 cette|ce|cet|le|la|les|l'|<your> ~1 <shift>|<benefit_sure>|<fault>
  ce|cette|ces|cet <benefit_sure>
  à quoi attribuez|attribues -vous|-tu !ce|cette|ces|cela|ca
  à quoi est|sont du|due|dus|dues
  à quoi tient|tiennent
  fait de ne plus
presuming liking open
  le plus <like>|manque|souffert|decu|decue|agace|deplu|enerve|seduit|enthousiasme
  qu'|que avez|as -vous|-tu ~2 <like>
  ce que vous|tu avez|as ~2 <like>
  qu' est -ce que|qui vous|t'|tu !auriez|aurais ~3 <like>
  qu'|que <like> -vous|-tu !faire ~1 dans|ici|chez|le|la|de|du
  à quel point ~~2 etes|etiez -vous <pleased>
  rend|rendu|rendent ~1 <pleased>
  la meilleure chose|partie
  le pire|mieux dans
presuming use any
  lequel|laquelle|lesquels|lesquelles de nos
presuming effect said
  vous|tu avez|as ~2 <regained>
"""


_COMMON = listed(
    "vous tu t' te a ont est sont le la les l' de d' que qu' <your> <finite> <subordinate> <inverted> -vous "
    "-tu -il -elle -ils -elles avez as etes es ce cette c' qui en à au un une des du <say> ,"
)


@cache
def french_rules() -> Table:
    """The table of French rules."""
    return table(rules(_TABLE + PRESUPPOSED), _COMMON)
