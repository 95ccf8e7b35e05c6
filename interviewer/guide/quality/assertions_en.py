"""English wordings that push towards an answer, or take one for granted."""

from functools import cache

from interviewer.guide.quality.assertions import Table, rules, table
from interviewer.guide.quality.presuppositions_en import LEFT_OPEN, PRESUPPOSED
from interviewer.guide.quality.words import listed

CANCELS = (
    "like|likes|liked|love|loved and|or ~1 dislike|hate|disliked|hated|not",
    "most and|or ~2 least",
    "advantages|benefits|strengths|successes|pros and|or ~2 disadvantages|drawbacks|limits|weaknesses|failures|cons|costs|risks",
    "best and|or ~2 worst",
    "easy|easier or|and hard|harder|difficult",
    "if any|anything|anyone|anybody|applicable",
    "if it|they|there|he|she did|has|have|do|does|is|was|were|are|had",
    "if you|that|this did|have|do|happened|has|ever|were|are|noticed|had",
    "if so",
    "or not|never|otherwise",
    "or lack|absence of",
    "good or|and bad",
    "positive or|and negative",
    "better or|and worse",
    "better|worse , worse|better|the|or",
    "for better or",
    "whatever its|the|it|they|their|that",
    "<change> or|and hindered|harmed|not|worsened|complicated|hurt|hinder",
    "<change> , ~4 or",
    "<change> or <change>",
    "what|which possible|potential|eventual",
    "perhaps|possibly ~3 <change>|noticed",
    "or both",
    "at all",
    *LEFT_OPEN,
)

_TABLE = """
leading tag any
  , <aux> n't you|it|they|he|she|we|that|there|i
  , <aux> you|it|they|he|she|we|that ?
  , right|correct|yeah|no|eh|innit|huh|true|yes ?
  , do|would|did n't you think|agree|find|feel|say
  , is n't that ~1 so|right|true
  , would you agree|not
  , or am i
  , i|we hope|trust
  i|we hope
leading agree any
  ^admit|acknowledge|concede|confess|agree that
leading negated yes_no
  do|would|will|could n't you ~1 <belief>|admit|agree|wish
  do|would you not ~1 <belief>|admit|agree
  is|was|are|were|do|does|did|has|have|should|would|could|can n't it|that|there|this|these|those|they|the|your|our|he|she|we|most|people|everyone ~1 <word>
  should|could n't you
  you ~1 aware that
  do|did you realise|realize that
  do|would|is|was you|it ~1 find|think it? ~1 <normal> that|to|for|,
  is|was|would it ~1 <normal> that|to|for
  do|did|would|are|have you really
  is|was|would it really
  is|was it not ~2 <word>
  <aux> n't the|your|our|that|this|these|those|they|he|she|people ~6 <praise>|<absurd>|better|kind|helpful
  should|would|could|can n't the|we|it|they|people|this|that|our|there|he|she
  are|were n't you ~2 <pleased>|<praise>
  are|were you not ~1 <pleased>
  have|did|do n't you ~1 love|loved|enjoy|enjoyed|like|liked|noticed|notice|found|felt|find|feel
leading negated intoned
  it|that|this is|was|does|did n't ~1 <word>
  it|that|this is|was not ~1 <word>
  you ~3 n't|never ~1 <word>
  you ~1 not <word>
leading negated intoned
  you ~1 have|had|got|see|feel|know no !doubt <word>
leading agree intoned
  you <belief> ~1 <normal>
  you do <word>
leading effort said
  <our> ~4 great|enormous lengths
  <our> ~3 works|work|tries|try ~2 hard
  <our> ~3 does|do its|their|our best
leading scandal open
  why ~9 such ~1 <praise>
  why would|should anyone|anybody|one|people
  the|this|these|such <absurd> <word>
leading inference said
  i suppose|guess|imagine|assume|presume|expect|bet|gather|trust
  i take it
  i can? imagine your
  i 'm|am sure|guessing|assuming
  you must ~1 have|be|feel|find|love|miss|enjoy|know|want|worry|think|hate|regret|wish|need|still|really|like|see|suffer
  i have no doubt
  that|it|this|they must ~1 have|be|feel
  you 're|are ~1 surely|probably|no
  it seems|looks|sounds ~2 that|like|you
leading agree approved
  you 'd|'ll|would|will|must|can|have ~2 agree|admit|accept|acknowledge|concede|recognise|recognize|grant
  would|do|will|can|could you|we ~1 agree|admit|accept|acknowledge|concede ~1 that|the|our|this|it|with
  is|would|was it ~3 say|true|conclude|argue
  it 's|is ~1 fair|true|safe|right to say
  can|could|may we|one ~1 say|conclude|agree
  really ~1 <belief>
  agree with me|us
  do|would you also|too <belief>
  do you share our|the|this
  you ca|can n't ~1 deny|ignore|dispute
  nobody|no can|could|one ~1 deny
  safe|fair|right|wrong|true|exaggeration|overstatement|accurate to say|claim|think|conclude
  go so|as far
leading strong yes_no
  would you|one|people ~1 say ~6 <strong>
  would you|one|people ~1 say ~6 <praise>|<absurd>|best
  would you go
leading norm any
  ^like|as any|every <word>
  ^like|as <your> ~2 ,
  ^like|unlike|as ~1 most|everyone|everybody|all|many|others|nearly|almost|several
  everyone|everybody|nobody|anyone ~3 <say>
  almost|nearly everyone|everybody|all
  people ~2 always|all|generally|usually <say>
  ^as everyone|we|everybody|you ~1 know
  with everyone
leading norm said
  people|participants|families|clients|members|residents|visitors|parents|children|pupils|users ~1 love|adore|praise|recommend
  ^most|many|all|plenty|lots of? ~6 <say>
leading authority any
  given how|the ~3 well|<praise>|success|quality
  considering|seeing how ~6 well|<praise>
  we|everyone ~1 know|knows|believe|see|understand|realise|realize
  it is|'s|has ~2 proved|proven|known|established|shown|clear|recognised|recognized|accepted|obvious
  <study> ~2 show|shows|prove|proves|proved|proven|shown|confirm|confirms|say|suggest|suggests|demonstrate|demonstrates|demonstrated|confirmed|agree
  according to <study>
leading evidence any
  <sure> you|the|this|that|these|our|it|they|we|your|,
  you ~2 <sure> ~1 <word>
  of course you|the|this|our|it|they|,
  no doubt
  it is|'s ~1 clear|obvious|evident|undeniable|certain|plain that|,|how
  ^as you|we ~1 know
  as you|one can|will|may ~1 imagine|see|guess|tell
  as expected
  clear|obvious to
  without ~1 doubt
  needless to
  goes without
  there is|'s no question|doubt|denying
  wrongly|unfairly|unjustly
  as it should
leading opinion said
  we|i ~1 think|believe|feel|find|consider ~1 that|our|the|it|this
  we 're|are ~1 <pleased>|convinced|sure|certain
  in our|my opinion|view|experience
leading opinion stated
  is|are|remains ~2 <crucial>
  any|every ~1 reasonable|sensible|normal|decent
leading praise stated
  <strong_praise> // quoting
  <absurd> // quoting
leading praise said
  <our> ~3 is|are|has|have|does|do ~3 <praise>
leading praise any
  <our> ~1 <praise> !to|for|in|of|by|with|at|on|and|or|as <word>
  <our> <word> 's ~1 <praise>
  <our> <praise> , <word>
  the|this|these|such ~1 <strong_praise> <word>
  <strong_praise> work|job|support|team|service|staff|quality|care of|by|from|that|our
  's <strong_praise> <word>
  how <praise> is|are|was|were <our>|the
  <our> ~4 so|such|very|always <word>
  how <praise> <our>
presuming effect open
  <manner> ~5 has|have|did|does|do !you ~7 <effect> you|your
  <manner> ~5 has|have|did|does|do !you ~5 <effect> ~5 your
  <manner> ~5 has|have|did|does|do ~5 make|made ~3 <comparative>
  <manner> ~5 has|have|did|does|do ~5 make|made you ~1 <comparative>
  <manner> ~5 has|have|had|did|does|do it|this|that|he|she|they ~1 <effect>
  <manner> !do|does|did|have|would|can|you ~6 <effect> your|you
  <manner> ~3 was|were|has|have your ~4 <bettered>
  <manner> ~2 did|have you ~2 <bettered>
  what|which ~3 has|have|did !to ~5 <effect> ~1 in|for you
  what|which ~3 has|have|did ~5 bring|brought|given|give|offered|gained you
  when|stage|point ~~3 did your ~3 <bettered>|take
  <manner> ~5 has|have|did|does !you|they|we|he|she|i|your <word> ~6 your ~2 <life> // contact
  how has|have|did your ~5 change|changed
  what has|have ~1 changed
  what has|have|did|does ~5 change|changed in|for|about you|your
  what has|have|did ~5 do|done for you|your
  what made|makes !a|an|for ~5 so|more|less|<comparative>|<praise>
  <manner> ~6 turn|turned ~2 around
  to what extent|degree ~~8 <effect> you|your
  <manner> ~6 get|got|pull|pulled|bring|brought|set|gave|give you out|off|back|closer|free|away|through|over
  <manner> ~6 give|gave|given|bring|brought you back|more|confidence|hope|strength|courage
  <manner> ~6 keep|kept you away|from|out
  how much <comparative>
  make|made ~3 possible
  bring|brought|give|gave|gives|get|got|brings back ~1 your
  how you ~1 <recovered>
  <manner> ~6 become|became more|less|<comparative>
  what made|makes your ~1 <fault>|<emotion>|<life>
  <your> new <virtue>
  since|when has|did ~4 get|got|become|gotten worse|better|easier|harder
  how much ~1 time|money|energy|space|work did|has|have|does ~5 save|saved you
  <your> <emotion>
  ways|extent ~2 you ~2 <comparative>
  when|how|stage|point did things|life|it|matters ~1 get|become|start|turn ~1 better|easier|improving|looking|around
  what|which ~2 has|have|is|are ~1 improved|better|improving
  begin|began|start|started to? feel|feeling|get|getting ~1 better|easier|stronger
  what ~2 worked|works|helped|went best
  was|were|is|been ~1 the? most <useful>
  how was|were|is|has ~5 <useful> to|for you
  how has ~4 been ~1 <useful>
presuming positive open
  what|which ~1 positive|good|beneficial|negative ~2 <word>
  what|who is|has|are|has ~2 going|gone|working|improved|changed better|well|for
  why ~~9 so well|good|<word>
  why did|has|have ~~8 such <word>
  which|what ~1 <benefit> ~~4 did|have|has|do you
  which|what ~1 <benefit> you 've|have|got
  which|what ~3 did|have you ~2 <earned>
  what have|did you ~2 <earned>
  what you ~2 <earned>
  greatest|biggest|main|best benefit|gain|improvement|advantage
  how <pleased> were|are|did|do you
  so <emotional>
  what are|were you ~2 <pleased> of|about
  at last
  what ~3 get|got ~1 out of
  what|how|which ~1 <emotion> do|did|have you
  what|how ~1 much? do|did you ~1 <like> ~2 the|about|our|most
  how much you ~1 <like>
  how <ashamed> are|were|do|did you
  what|who|how finally
presuming stopped any
  you to? <stop> <vice>
  go|went|gone|start|started back? to? <ing> again
  when|how|why did you ~2 <stop> <ing>
  when|how|why did you ~2 give|gave up
  have you ~1 <stop> <ing>
  did|do you ~1 <stop> <ing>
  to be no longer
  no longer ~1 <word> a|an
presuming problem any
  <overcome> ~1 your ~2 <problem>
  <overcome> the|these|this|those|that ~1 <problem>|<fault>
  get|got|getting|come|came over your
  <defeat> your
  get|got|getting rid of ~1 <your>
  <your> bad|sad|poor|terrible|awful habit|habits|experience|behaviour|behavior|temper|mood|choices|diet
  do|did you blame
  what do|did you <regret>
  the ~3 you <regret>
  cope|coped|coping|put|live|lived|deal|dealt|struggle|struggled with|up with? your ~1 <fault>|<problem>
  your ~2 <fault>
  last <vice>
  since|now|that ~3 you ~1 became|become|are|were|have|'re ~2 <down>
  what|which ~2 <hindrance> ~~3 did|do|have|are|were you
  the|any <hindrance> you
  your ~1 lack
presuming since any
  now|since ~1 that? you ~3 <bettered>|better|finally
  now|since ~1 you ~5 <comparative>|better|less
  since|now that? ~6 <effect> your|you
  now|since that? ~6 no longer
  you 've|have|are ~1 finally
  thanks to !you|that|this !who|whom|what
presuming gained any
  the|that|this ~2 you ~1 <earned>
  the|this|that|your <benefit_sure> you|that|since
  keep|maintain|sustain|use up? the ~1 <word> <earned>|learnt|learned|acquired|picked
  keep|kept|keeping|maintain up? the ~1 good|new|healthy
  <your> <benefit_sure>
  noticed|seen|notice|see|observed|felt ~3 <benefit_sure>
  <coping> with|up being
  how did you ~2 <coping> ~2 being
presuming factive any
  given|considering|seeing how ~5 well
presuming still any
  do|are you still ~1 <word> as|so|too
  still ~2 so|as <word>
  still <vice>
  still ~1 so much
  do you|they keep|continue <ing>
  are you still <ing> ~2 too|so|much
presuming still why
  why do you ~1 <regret>
  why are|were you ~2 <ashamed>|<down>|against|opposed|afraid
  why ~3 still
  why ~6 again
  why ~3 keep|continue|persist
  how come you|your ~2 still
presuming factive open
  <realise> that you|your|things|it|life
  realise|realised|realize|realized you|your|how
  account for it|this|that|the|your
  do|did|would you <explain> that !to <word> <word>
  <explain> ~1 the|this|your|that ~1 <shift>|<benefit>|<fault>
  cause|caused|behind|reason ~1 for? the|this|your ~1 <shift>
  attribute|credit ~2 the|this|your
  do you attribute
presuming liking open
  what did|do|have you ~2 <like> ~1 most|best|about|more|the
  what you ~2 <like> ~1 most|best|about|the
  what|which ~4 <like> ~1 most|best
  favourite|favorite
  hardest|toughest|nicest|easiest|greatest|sweetest|ugliest|biggest thing|part|bit|aspect
  best|worst thing|part|bit|aspect
  make|makes|made you ~1 <pleased>
presuming use any
  which of our
presuming effect said
  you 've|have|had ~2 <bettered>
"""


_COMMON = listed(
    "you your the a is are was were do does did have has had <aux> <be> <your> <subject> <wh> <finite> "
    "<manner> what how that it this to <subordinate> <base> ,"
)


@cache
def english_rules() -> Table:
    """The table of English rules."""
    return table(rules(_TABLE + PRESUPPOSED), _COMMON)
