"""What English wordings take for granted by their grammar: realising that, managing to, still, the most, once it stopped."""

LEFT_OPEN = (
    "you ~1 mentioned|said|told|spoke|talked|described|called|explained|recalled|used ~~25 :|.|;",
    "you ~1 said|mentioned|told ~~12 :",
    "as you ~1 said|put|mentioned|told|described",
    "what you ~1 call|called|said|described|mentioned",
    "if there was|were|is|are|has|have ~1 any|one",
    "if ~3 does|did|do|has|have ~1 ?",
    "even if|a",
    "either way",
    "supposing|assuming it|they|you|there|that",
    "one way or",
    "well ~~2 and|or|but what ~2 not|n't|less|badly",
    "helped or ~1 hindered",
)
"""What leaves a presupposition open, besides the older list: the person's own words taken up, a condition on it."""

PRESUPPOSED = """
presuming factive open
  <realise> that you|your|he|she|they|it|people|nobody|somebody|everyone|the|things|life
  <realise> that ~5 <aux>|<be>|<finite>
  find|found|finding out that
  dawned|hit|struck ~2 that
  became|become ~1 aware|conscious that|of
  did you <realise> ~3 was|were|had|could
  convinced|persuaded you that
  the moment|day|time you <realise>
presuming stopped open
  you ~2 manage|managed|managing to
  succeed|succeeded|succeeding in <word>
  did|do|have you ~1 break|broke|broken|kick|kicked|shake|shaken|beat|beaten <your>|the|that|this|free|out ~3 <word>
  did|do|have you ~1 break|broken|get|got|gotten free|away
  did|have you ~1 get|got|gotten out|clear of <your>|debt|the|poverty|that|this|trouble
  get|got|getting|gotten back on ~1 <your>
  <your> life back|around|together
  back on track
  pull|pulled|pulling through
  come|came|coming out|back stronger
  moved? move|moved|moving on from
  put|putting ~4 behind you
  snap|snapped|grow|grew|grown out of
  bounce|bounced|bouncing back
  win|won|winning back
  <defeat> the|this|that|these ~1 <trouble>
  cope|coped|coping with ~3 <trouble>
presuming stopped any
  come|came|coming to terms with
  make|made|making peace with
  let|letting go of <your>
  finally|eventually <word> ~1 to|your|the|out|up
presuming still open
  still <burden>
  still ~3 hard|difficult|afraid|missing|wrong|struggle|struggling|scared|hurts|painful|reluctant
presuming still any
  still in conflict|debt|trouble|pain|dispute|danger
presuming still yes_no
  do|does|did|are|is you|he|she|they still // ongoing
  do|does|did|are|is <your> <word> still // ongoing
  do|does|are|is you ~3 again // ongoing
presuming still why
  why ~3 no longer
presuming stopped open
  when|how|why did you ~2 stop|quit !to|at|for|by|in|the|a|your|over|here|there <word>
  made|makes|make|helped you ~1 <stop>
presuming stopped open
  <hopeish> ~4 again
  start|started|begin|began|dare|dared|able to <hopeish> ~3 again
  start|started|begin|began|starting to <hopeish>|recover|heal ?
  feel|felt ~3 yourself again
presuming positive open
  <helped> you ~1 the? most|best|least
  <helped> you ~1 through
  biggest|greatest|main|major|principal|chief|worst|best|key|toughest|hardest|primary|strongest|finest ~1 <asserted>
  the most <useful>|challenging|difficult|enjoyable|frustrating|stressful|painful|positive|negative|important thing|part|session|advice|aspect|moment|change|lesson|benefit|skill
presuming gained open
  what ~1 did|have|has|do|does you|he|she|they|your|the ~2 learn|learned|learnt
  what you ~2 learned|learnt|discovered
  what ~1 did|have you ~2 discover|discovered
  what|which ~3 did|have you ~1 pick|picked up
  what|which ~2 <skill> ~~2 did|have|has you|your|he|she|they
  <skill> ~1 you ~2 picked|learned|learnt|acquired|gained|developed|built|use|using
  new|good|healthy|better <skill>
presuming effect open
  <manner> ~5 has|have|had|did !you|they|we|he|she|i|people ~6 <bettering>
  <how> the|our|this|that|your ~4 has|have? <bettering>
  what has|have|did ~7 change|changed
  what|which ~1 difference|differences ~6 made|make
  what|which ~2 impact|impacts|effect|effects|influence|benefit|benefits ~~8 had|have|has|did|brought
  what is|was|were|are|has|have ~3 impact|impacts|effect|effects|influence of|on
  impact|impacts|effect|effects|influence ~~5 had|have|having on <your>|you
  has|have|did your <outlook> ~6 change|changed|shift|shifted|evolve|evolved|grow|grown|improve|improved
  has|have ~2 become|got|gotten ~1 <comparative>
  how are|is|do|does|have|has you|your|he|she|they ~3 more|less|better|<comparative>
leading agree open
  extent|degree|far ~2 you agree|disagree
presuming problem open
  how hard|difficult|tough|painful|stressful|frustrating|easy|simple|frightening|humiliating is|was|were|has
presuming problem any
  <your> <trouble> with|about|of|at
  <fault>|<emotion>|<trouble>|fear you|he|she|they ~1 feel|felt|carry|carried|experience|experienced|have|had|face|faced
  get|got|getting rid of ~2 <fault>|<trouble>
presuming problem open
  what|who ~3 stops|stopping|prevents|preventing|stopped|prevented you from
  being|be|been|were|was|feel|felt|feeling ~1 <wronged>
presuming stopped open
  pushed|led|drove|encouraged|convinced|persuaded you ~1 to? <stop>|give|drop up|out
  finally <word>
  find|found|finding the|your ~1 courage|strength|confidence|nerve|motivation|energy|will
  lose|lost|losing your? ~1 confidence|hope|faith|temper|patience|trust|interest|motivation|self-confidence|appetite
presuming effect open
  has|have ~5 taught you
  what|who ~1 gave|gives you ~1 back|confidence|hope|strength|courage
  let|lets you down
  <ill> of|from <your>
presuming positive open
  what|which are|is|were ~2 <benefit> of|for|to
  find|found|finding|was|were|been ~1 most <useful>
  highlight|highlights of
  best|worst|finest|happiest|proudest ~1 moment|moments|memory|memories|experience|day|time
  how <pleased>|<ashamed> is|was|are|were|has
  <your> new-found|newfound
presuming still why
  why ~5 always
presuming problem open
  feel|felt|feeling ~1 <ashamed>|<down>
  how|what can|could|do you tell|see that
  what tells|shows you that
  what|which ~1 <hindrance> ~3 you
  handle|handled|manage|managed|bear|endure|endured|fight|fought the|that|this|these ~1 <fault>|<emotion>|<trouble>
  excuse|excuses|lies|lie do|did|have you
  cope|deal|live|put|struggle|coped|dealt with|up the|that|this|these ~1 <fault>
presuming effect stated
  has|have|did ~1 <bettering>|helped you|your
presuming effect open
  <manner> ~2 has|have|did|does|do it|this|that|he|she|they ~1 <bettering>
  what ~1 has|have|did ~5 do|done for your|you|yours
  how is|are|was !you ~3 <comparative>
  what did ~~8 do to put|make|help|<bettering> you
presuming problem any
  do|did you <regret> <ing>
  despite|because of? your
  spite of your
presuming problem open
  hold|have|held against your|the|him|her|them
  why do|did|are|were you ~1 avoid|ignore|hide|deny|avoiding|ignoring|hiding|denying
  do|did|have you ~1 hide|hidden|conceal|pretend|forgive|forgiven|suffer|suffered
  what|who|whom are|were you ~1 <ashamed>|<pleased>|afraid|tired of
  to blame
  what ~2 went|gone|going wrong
  what does|did n't|not ~1 work|help|suit|go
presuming stopped open
  escape|escaped|escaping <word>
  which|what ~2 have|did you ~1 changed|change|dropped|drop|given|abandoned
presuming effect open
  allowed|enabled|permitted you to
  <manner> ~5 has|have|did|does|do ~5 bring|brought|pull|pulled|draw|drawn|drew ~5 together|closer|back
  what is|'s|are|has|have ~2 <comparative>|worse|harder now|since|than|today
  do|does|did|are you ~1 do|doing|done ~3 differently
presuming positive open
  was|were|been the ~1 best|finest|greatest|biggest|nicest|worst|hardest|toughest|happiest|saddest|proudest|loveliest <word>
presuming gained open
  <skill> learned|learnt|acquired|gained
presuming gained open
  what|which ~5 <your> ~2 <earned>|learned|learnt
  thing|things ~1 you|he|she|they ~2 <earned>|learned|learnt
presuming factive open
  made|make|makes you see|feel|think that
presuming since any
  after|once|since|when you ~1 became|become|got|grew|felt|feel ~1 <comparative>
  once ~1 cured|free|recovered|healed|sober|reassured|settled|calmed|rescued|saved|accepted
  now|since ~1 your ~3 has|have|is|are|'s ~1 <bettered>|<ended>|<comparative>
  when|once|since|after|before|until|now|that ~4 <trouble> ~2 <ended>
  when|once|since|after|before|now <your> ~1 <fault>|<trouble>
  since|now that|you ~3 <your> life
  since|now|once that? you ~2 able|free|sober|clean|safe|settled|stable|cured|recovered|regained|healed|well
  since|now that you ~1 can|know|dare|understand|manage|trust|speak|master|believe
  since you ~1 got|found|took|won|turned ~4 back|together|again|around
presuming use any
  time|money|confidence|energy ~2 you ~2 save|saved|saving|regained|gained
"""
