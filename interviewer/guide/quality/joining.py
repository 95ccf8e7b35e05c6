"""What French and English join two questions with, and what keeps a pair harmless."""

from typing import NamedTuple

from interviewer.guide.quality.words import listed


class Joining(NamedTuple):
    """What a language joins with, and what keeps a pair harmless."""

    conjunctions: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    repeated: frozenset[str]
    determiners: frozenset[str]
    linking: frozenset[str]
    between: frozenset[str]
    adjuncts: frozenset[str]
    together: frozenset[str]
    pairs: frozenset[frozenset[str]]
    musing: frozenset[str]
    balanced: tuple[str, ...]
    filters: tuple[str, ...]
    ways: tuple[str, ...]
    closed_ways: tuple[str, ...]
    opinions: tuple[str, ...]


def _pairs(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("+")) for pair in text.split())


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in text.split("+"))


_NO_VERBS = "vous|tu|il|elle|ils|elles|on|le|la|les|l'|je|j'|nous|ce|c'|votre|vos|un|une|des|ma|mon"
FRENCH = Joining(
    conjunctions=frozenset(("et", "/", "puis")),
    phrases=_phrases(
        "ainsi que+mais aussi+mais egalement+et aussi+et egalement+et enfin+et puis+sans oublier+et surtout+et ensuite+de meme que+tout comme"
    ),
    repeated=listed(
        "avec pour chez par dans pendant depuis sans contre vers apres avant lors durant selon à en sur de d' du au aux"
    ),
    determiners=listed(
        "le la les l' du des un une ce cet cette ces votre vos ton ta tes notre nos leur leurs son sa ses au aux celle celui ceux celles"
    ),
    linking=frozenset(["de", "d'", "sur", "à", "en"]),
    between=frozenset(("entre",)),
    adjuncts=listed(
        "avec pour chez par dans pendant depuis sans contre vers apres avant quand lorsque lorsqu' si s' qui dont "
        "où lors durant comme puisque malgre selon parmi autour face grace entre"
    ),
    together=listed(
        "concilier conciliez concilies articuler articulez combiner combinez comparer comparez distinguer "
        "distinguez partager partagez partages repartir repartissez choisir associer lier reliez relier lien liens "
        "coordonner jonglez equilibre difference differences ecart relation relations rapport alterner alternez "
        "pesez peser arbitrez articulent entendent completent croisent repartissent coordonnent cohabitent communiquent "
        "collaborent cooperent ressemblent opposent melangent distinguent rencontrent alternance "
        "conciliation coexistent cotoient conjuguez conjuguer melez meler jongler compareriez comparerais compareriez comparer distingueriez choisiriez choisirais"
    ),
    pairs=_pairs(
        "avantages+inconvenients pour+contre allers+retours aller+retour forces+faiblesses points+points droits+devoirs"
        " joies+peines hauts+bas plus+moins entrees+sorties qualites+defauts pere+mere freres+soeurs parents+enfants"
        " tenants+aboutissants debut+fin jour+nuit matin+soir causes+consequences homme+femme hommes+femmes"
        " succes+echecs reussites+echecs atouts+limites espoirs+craintes amis+famille famille+amis filles+garcons"
        " avant+apres forces+limites leviers+freins freins+leviers besoins+attentes attentes+besoins us+coutumes"
        " nom+prenom mari+femme role+place temps+energie arrivee+depart facilites+difficultes bons+mauvais meilleur+pire meilleurs+pires parents+freres parents+soeurs forts+faibles"
        " ete+hiver semaine+week-end droite+gauche parents+grands-parents envies+besoins besoins+envies pensees+emotions"
        " frais+depenses recettes+depenses ressources+charges sons+images questions+reponses voisins+voisines"
        " theorie+pratique tournants+etapes valeurs+principes roles+responsabilites temps+argent conseils+astuces"
        " horaires+jours jours+horaires savoir+savoir-faire savoirs+savoir-faire papa+maman maman+papa gouts+degouts"
        " reves+espoirs espoirs+reves enfants+parents debuts+fins hommes+animaux jeunes+vieux jeunes+anciens"
    ),
    musing=listed(
        "imaginez imagine pensez repensez repense prenez supposez sentez laissez souvenez rappelez choisissez regardez"
    ),
    balanced=(
        "et|ou ce qui|qu'|que ~4 pas|moins|mal|jamais",
        "et|ou qu' est -ce qui|que|qu' ~4 pas|moins|mal|jamais",
        "et|ou qui ~3 moins|pas|mal",
        "et|ou à|de|chez|pour|avec|dans|en qui|quoi|quel|quelle|quels|quelles ~5 pas|moins",
        "plait|plaisait|plu ~~6 et ~~5 deplait|deplaisait|deplu",
    ),
    filters=(
        "si oui|non",
        "et|, sinon",
        "et dans ce|l' ~1 cas|affirmative",
        "et|, si c' est le cas",
        "et le cas echeant",
    ),
    ways=(
        "et|puis|ou|, comment|pourquoi|combien",
        "et|puis de|d'|à|en|avec|depuis|pour|par|sur|dans|vers|chez qui|quoi|quand|où|quel|quelle|quels|quelles|combien",
        "et quel|quelle|quels|quelles|lequel|laquelle",
        "et qu'|que est -ce",
        "et que|qu'|qui|où|quand ~4 <inverted>",
        "et à|de|d'|avec|pour|par|chez|en|sur qui|quoi|où ~4 <inverted>",
        "pourquoi|comment|où|quand|combien et|ou pourquoi|comment|où|quand|combien|avec",
        "et ce que|qu'|qui|dont",
        "et vous|tu|ils|elles|il|elle|on ~3 quoi|comment|où|combien",
        "tant sur|de|du|des|pour|à|au|aux|en|dans|avec|chez ~7 que|qu' sur|de|du|des|pour|à|au|aux|en|dans|avec|chez",
        ", et qui <word>",
        "et|puis qu' en <word> <word>",
        f"et que !{_NO_VERBS} <word> <your>|le|la|les|l'|un|une|ses|son|sa|leur|leurs|ces",
        "puis ce|comment|pourquoi|où|qui",
        ", de|du|des|d' ~~15 et de|du|des|d' <word>",
        "<your> ~2 , <your> ~2 , <your>",
        "aussi bien|autant ~7 que",
    ),
    closed_ways=(
        "<verb_vous> ~6 et <verb_vous>",
        "a|ont|avez|as|est|sont|etes ~5 et ~2 a|ont|avez|as|est|sont|etes <word>",
        "et que|qu' vous|tu|il|elle|ils|elles|la|le|les|l'",
    ),
    opinions=(
        "avis sur les|vos ~2 et <word>",
        "pensez|penses -vous|-tu des|de ~1 <word> et <word>",
        "parlez|parle -moi de vos|votre|tes|ton|ta ~1 <word> et <word>",
        "trouvez|jugez|evaluez|appreciez -vous les|vos|nos|leurs ~1 <word> et <word>",
        "comment sont|etaient|vont les|vos|nos ~1 <word> et <word>",
    ),
)
ENGLISH = Joining(
    conjunctions=frozenset(("and", "/")),
    phrases=_phrases("as well as+but also+and also+along with+and then+and finally+not to mention+plus+then"),
    repeated=listed(
        "with for by at from in during since before after without on about to into until through under across of"
    ),
    determiners=listed("the a an your our their his her its this that these those my"),
    linking=listed("of on about in to for with at"),
    between=frozenset(("between", "among")),
    adjuncts=listed(
        "when while with if who which where because since during after before without from at by until through "
        "than between among like under although into across"
    ),
    together=listed(
        "balance combine compare juggle share split divide choose relationship link links difference differences "
        "connection weigh reconcile mix distinguish together interplay tension combining combination balancing juggling "
        "sharing comparing alternate alternating switch swap exchange differ"
    ),
    pairs=_pairs(
        "pros+cons strengths+weaknesses ups+downs advantages+disadvantages comings+goings rights+duties highs+lows"
        " ins+outs hopes+fears costs+benefits risks+benefits mother+father parents+children brothers+sisters friends+family"
        " family+friends start+end beginning+end day+night morning+evening causes+effects men+women boys+girls"
        " successes+failures needs+expectations rules+regulations husband+wife time+energy joys+sorrows role+place"
        " arrival+departure good+bad likes+dislikes do+don't health+safety give+take best+worst most+least easiest+hardest"
        " summer+winter mum+dad dad+mum hopes+dreams thoughts+feelings feelings+thoughts wants+needs needs+wishes"
        " knowledge+skills skills+knowledge roles+responsibilities rights+responsibilities time+effort time+money food+drink"
        " arts+crafts trial+error questions+answers sights+sounds friends+relatives friends+neighbours children+grandchildren"
        " values+beliefs tips+tricks terms+conditions work+life bed+breakfast income+expenses theory+practice mother+child"
    ),
    musing=listed("imagine think picture suppose take consider let have remember recall look feel choose"),
    balanced=(
        "and|or|but what|who|which ~3 not|n't|less|badly|worse|never",
        "like|liked ~~5 and|or what ~4 dislike|disliked|hate",
    ),
    filters=("if so|not|yes|no", "and in that|which case", "and if that|it|you|they|he|she ~2 ,", "and otherwise"),
    ways=(
        "and|or|, why",
        "and|then how",
        "and since|from|to|with|for|in|at|on|by when|whom|what|where|which|whose",
        "and|, what|who|where|when|which|whose ~3 <aux>",
        "and|, what|which ~2 <finite>",
        "and what becomes|happens|happened|made|makes|led|brought|remains|follows|comes",
        "why|how|when|where|what|who and|or why|how|when|where|what|who|whom",
        "and what you|they|he|she",
        "then what|who|where|when|why|how",
        "<your> ~2 , <your> ~2 , <your>",
    ),
    closed_ways=("and to <base>", "and <base>|<deed>", "and that you|it|they|he|she|the|your"),
    opinions=(
        "think|opinion|view|make|feel of|on|about the|our|your ~2 <word> and <word>",
        "rate|find|judge|like|liked the|our|your ~2 <word> and <word>",
        "happy|satisfied|pleased with the|our|your ~2 <word> and <word>",
        "tell|talk me|us ~1 about the|our|your ~1 <word> and <word>",
        "how is|are|was|were the|our|your ~1 <word> and <word>",
        "describe the|our|your ~1 <word> and <word>",
    ),
)
