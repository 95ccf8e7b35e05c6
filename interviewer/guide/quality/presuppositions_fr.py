"""What French wordings take for granted by their grammar: se rendre compte que, réussir à, encore, le plus, une fois passé."""

LEFT_OPEN = (
    "vous|tu ~1 disiez|disais|parliez|parlais|evoquiez|evoquais|racontiez|mentionniez|expliquiez",
    "vous|tu ~2 avez|as ~2 dit|parle|evoque|mentionne|raconte|decrit|employe|cite|utilise ~~25 :|.|;|,",
    "comme vous|tu ~1 dites|disiez|dis|avez|l'",
    "ce que vous|tu appelez|appelles|appeliez|decrivez|decriviez",
    "si quelque|quelqu'un|quelqu'une",
    "si|s' elle|il|elles|ils|cela|ca ~3 ?",
    "si|s' elle|il profite|existe|existent",
    "bien|mieux ~1 et|ou ~5 pas|moins|mal",
    "bien , et|ou ~5 pas|moins|mal",
    "meme si",
    "supposer|supposant que|qu'",
    "si tant est",
    "ou|et n'|ne ~4 pas",
    "si|s' elle|il|ils|elles|cela|ca ~6 ?",
    "plait|plaisait|plu|aime|aimez|apprecie ~~6 ou|et ~~5 deplait|deplaisait|deplu|moins",
    "facile|faciles|simple|simples ou|et|comme difficile|difficiles|complique|compliquee|compliques|dur|penible",
    "aide ou|et|comme ~1 freine|gene|bloque|empeche|complique",
)
"""What leaves a presupposition open, besides the older list: the person's own words taken up, a condition on it."""

PRESUPPOSED = """
presuming factive open
  <realise> que|qu' <word>
  pris conscience que|qu'|de|du|des
  rendu|rendue|rendus compte que|qu'|de|du|des
  convaincu|convaincue|persuade|persuadee que|qu'
  le jour|moment où vous|tu avez|as <realise>
presuming stopped open
  reussi|reussissez|reussis|parvenu|parvenue|parvenez|parviens ~1 à|a !la|l'|le|au|ce|cette|un|une|votre|vos|quoi|quel|quelle <word>
  arrivez|arrives|arrive|arrivee -vous|-tu? à <toil>
  en etes|es -vous|-tu sorti|sortie
  vous|tu en etes|es sorti|sortie
  -vous|-tu|vous|tu|etes|es ~1 sorti|sortie de|d'|du|des !prison|l'hopital|detention|chez|classe|ecole|cours <word>
  remonte|remontez la pente
  tourne|tournez|tourner la page
  fait|faire|faites ~1 deuil
  repris|reprendre|reprenez ~1 pied|gout|confiance|dessus|espoir|courage|force|forces
  decroche|decrocher du|de|d'
  <defeat> le|la|les|l' ~1 <trouble>
  face aux|au|à ~2 <trouble>
presuming stopped any
  fini|finissez|finis|finit|finir par <word>
  <again> // ongoing
  enfin|finalement <word> ~1 à|de|d'
presuming still open
  <burden> ~1 encore|toujours
  encore|toujours <burden>
  encore|toujours ~2 difficile|dur|penible|peur|mal|honte|reticent|reticente
presuming still open
  pourquoi ~1 vous|t' <regret> -vous|-tu
  raison|raisons|motif|motifs ~1 vous|t'|<regret> <regret>|-vous|-tu
presuming still yes_no
  -vous|-tu ~2 encore|toujours // ongoing
  vous|tu <word> encore|toujours // ongoing
  vous|te|t' arrive -t? -il encore|toujours
presuming stopped open
  decide|decidee|pousse|poussee|aide|aidee|fait|amene|amenee|convaincu|convaincue à? <stop> ~1 de|d'
presuming stopped open
  nouveau|retrouve ~1 confiance|espoir|sommeil|sourire|gout|envie
  <hopeish> ~2 à|de nouveau
  à nouveau <hopeish>
  de nouveau <hopeish>
  recommence|recommencez|remis|remise|repris|reprise à <word>
  commence|commencez|commencee à <hopeish>
presuming positive open
  le plus|mieux <change>|<bettering>|<hurtful>
  principal|principale|principaux|principales ~1 <asserted>
  plus grand|grande|grands|grandes|gros|grosse|belle|beau|forte|fort ~1 <asserted>
  le|la|les meilleur|meilleure|meilleurs|meilleures|pire|pires ~1 <asserted>
  le|la|les plus <praise>|dur|dure|difficile|penible|stressant|stressante
  chose|partie|seance|conseil|moment|aspect ~1 le|la|les plus <word>
presuming gained open
  qu'|que ~2 avez|as|a|ont -vous|-tu|-il|-elle|-ils|-elles ~1 appris|apprises
  qu'|que ~5 vous|t' a|ont ~1 appris
  qu'|que avez|as -vous|-tu ~1 decouvert|decouverte
  que ~1 apprenez|apprends -vous|-tu
  ce que vous|tu avez|as ~1 appris
  quel|quelle|quels|quelles ~2 <skill> ~~5 acquis|acquises|appris|apprises|developpe|developpes|developpees|retenu|retenus|tire|tires
  <skill> ~2 acquis|acquise|acquises|appris|apprises|apprise
  <skill> que vous|tu avez|as
  bons|bonnes|nouveaux|nouvelles|saines <skill>
presuming effect open
  <manner> ~~9 a|ont|aura|avait -il|-elle|-ils|-elles ~1 <bettering>
  <how> le|la|les|l'|cette|ce|cet|notre|votre|vos|nos ~5 a|ont <bettering>
  qu' a|ont ~7 change
  qu'|que ~~7 a|ont -il|-elle|-ils|-elles ~1 change
  qu' est -ce que ~7 a|ont ~1 change
  quelle|quelles difference|differences ~~7 fait|faite|apporte|apportee
  quel|quelle|quels|quelles ~1 effet|effets|impact|impacts|influence|consequences|consequence|repercussions|retombees ~~9 a|ont|avez|avait|eu|eue|eus|eues
  quel|quelle|quels|quelles a|ont|est|sont|etait ~3 effet|effets|impact|impacts|influence|repercussions|retombees
  votre|vos|ton|ta|tes <outlook> ~6 a|ont -il|-elle|-ils|-elles ~1 evolue|change|bouge|ameliore|modifie|transforme
  votre|vos|ton|ta|tes <outlook> ~6 s' est -il|-elle
  ce qui ~1 rendu|devenu
leading agree open
  mesure|point etes|es -vous|-tu ~1 d'accord
presuming problem open
  point ~2 -ce|-il|-elle ~2 dur|dure|difficile|penible|stressant|facile|humiliant|douloureux
  combien ~2 ete ~1 dur|dure|difficile|penible|facile
presuming problem any
  <your> <trouble> avec|face|devant|de|d'
  <emotion>|<fault>|<trouble> que|qu' vous|tu ~1 <feel>
  en voulez|veux|voulais|vouliez -vous|-tu
  vous|tu en voulez|veux à|au|aux
  <rid> ~3 <fault>|<trouble>
presuming problem open
  qu' est -ce qui vous|t' ~1 empeche|bloque|freine|empechait|freinait
  qui ~1 vous|t' ~1 empeche|bloque|freine ~1 de|d'
  senti|sentie|sentez|sens|sentiez|ete|etre|etiez|etes ~2 <wronged>
presuming stopped open
  trouve|trouvez|trouver ~1 le|la|l' courage|force|energie|volonte|motivation
  perdu|perdez|perd ~1 confiance|espoir|gout|motivation|patience|foi|sommeil|appetit
  quand|que|qu'|comment|où ~6 enfin <word>
  refaire|refait|refaites|reprendre confiance
  pour|à|de ne plus <word>
presuming effect open
  qui ~1 vous|t' a|ont ~1 redonne|rendu le|la|les|l'|confiance|gout|espoir
  <how> ~~9 <bettering> -il|-elle|-ils|-elles ~3 vie|quotidien|journees
  <how> ~~9 vous|te|t' a|ont -il|-elle|-ils|-elles ~1 <hurtful>
  comment|combien|façon|maniere <your> ~3 s' est|sont ~1 <better>
  <ill> de|des|du|d' <your>
presuming positive open
  quel|quelle|quels|quelles ~2 <benefit> ~~8 apporte|apportent|procure|procurent|donne|offre
  quel|quelle|quels|quelles sont|est ~2 avantages|avantage|benefices|bienfaits|atouts de|du|des|d'|pour
  le|la|les meilleur|meilleure|meilleurs|meilleures|pire|pires ~1 moment|moments|souvenir|souvenirs|chose|partie|experience|jour
  point <your> ~3 -elle|-il|-ils|-elles ~1 <pleased>
presuming problem open
  quoi ~1 voyez|vois|sentez|reconnaissez|remarquez -vous|-tu que|qu'
  gerez|geres|supportez|supportes|vivez|vis|combattez|affrontez -vous|-tu le|la|l'|les|cette ~1 <fault>|<emotion>
  excuse|excuses|mensonge|mensonges ~3 -vous|-tu
presuming still yes_no
  continuez|continues -vous|-tu à <word> // ongoing
presuming effect stated
  vous|t' a|ont ~1 fait ~1 bien|grandir|progresser|avancer
  vous|t' a|ont ~1 <bettering>|aide|redonne
presuming problem any
  malgre <your>
  cause de <your>
presuming problem open
  pourquoi evitez|evites|ignorez|ignores|cachez|caches|niez|nies|fuyez|fuis -vous|-tu
  que|qu'|qui|comment|où cachez|caches|evitez|fuyez|dissimulez -vous|-tu
  avez|as -vous|-tu ~1 pardonne|cache|dissimule|souffert|menti
  de|d'|envers|contre quoi|qui etes|es -vous|-tu ~1 <pleased>|<down>|jaloux|jalouse|honteux|honteuse|fatigue|fatiguee
  qui est|etait responsable de|du
  qui a|ont ~1 rate|echoue|cloche|coince|mal
  qui ~1 n' a|ont pas ~1 marche|fonctionne|plu|convenu|aide
presuming stopped open
  echappe|echappez|echapper à|au|aux
  quel|quelle|quels|quelles ~2 avez|as -vous|-tu ~1 change|changee|changes|changees|modifie|modifiees|abandonne|abandonnee|abandonnees
presuming effect open
  faites|fais -vous|-tu ~3 differemment|autrement
  qu' est -ce que vous|tu faites|fais ~3 differemment|autrement
presuming positive open
  a|ont|est|sont ~1 ete|-il|-elle ~5 plus beau|belle|beaux|belles|grand|grande|dur|dure|heureux|heureuse|fort|forte <word>
presuming since any
  depuis que|qu' <your> ~3 <better>
  quand|lorsque|lorsqu'|apres|depuis|maintenant|une|que|qu' ~5 <trouble> ~3 <ended>
  une fois <your> ~1 <fault>|<trouble>
  depuis|maintenant|quand|lorsque que? <your> ~1 <trouble>
  maintenant que|qu' vous|tu ~1 savez|sais|osez|oses|pouvez|peux|parvenez|arrivez|reussissez|comprenez|maitrisez|parlez
  maintenant que|qu' vous|tu etes|es ~1 libre|gueri|guerie|autonome|rassure|rassuree|sobre|tire|tiree
  depuis que|qu' vous|tu ~1 savez|sais|osez|oses|pouvez|peux|parvenez|arrivez|reussissez|comprenez|maitrisez
  depuis que|qu' vous|tu n'|ne|vous|t' ~4 plus|mieux|moins
  depuis que|qu' vous|tu avez|as ~1 <regained>|repris|reprise|cesse|arrete|vaincu|surmonte|remonte
presuming use any
  temps|argent|confiance|energie que|qu' vous|tu ~2 gagnez|gagne|economisez|economise|retrouve|retrouvee|epargne|gagnee
"""
