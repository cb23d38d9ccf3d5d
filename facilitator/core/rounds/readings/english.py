"""English: how people answer a proposal. See ``signs`` for what each field is."""

from facilitator.core.rounds.readings.signs import Signs

_I_AM = "(?:i'm|i am|im)"
_VERY = (
    "(?:(?:really|strongly|fully|firmly|totally|clearly|formally|hereby|absolutely|definitely"
    "|happily|gladly|wholeheartedly|completely|sincerely|seriously|do|also|still|too|must|have to"
    "|want to|wish to|need to) ){0,2}"
)
_WORRY = "(?:concerns?|worry|worries)"
_IT = (
    "(?:it|this|that|all of it|all of this|version \\d+|(?:the|this|your|ben's) (?:new |whole )?"
    "(?:proposal|text|plan|idea|version|suggestion|amendment|proposition))"
).replace("|ben's", "")
_EVERYBODY = "(?:all|everyone|everybody|folks|friends|team|there|group|you|the others)"
_TIME_OFF = "(?:time|days?|hours?|weeks?|minutes?)"

ENGLISH = Signs(
    consent=(
        rf"(?:(?:yes|yep|yeah|ok|okay)[\s,.:;!–—-]+)?(?:i {_VERY})?consent",
        "(?:you have )?my (?:full )?consent",
        f"i {_VERY}give (?:you |it )?my (?:full )?consent",
        "consented",
        "👍",
        "✅",
    ),
    goes_on=(
        f"(?:to|with) {_IT}",
        "to it",
        "(?:from|for) me",
        "(?:from|on) my (?:side|part)",
        "with (?:great |much |all )?(?:pleasure|joy|thanks|gratitude|love|my heart)",
        "without (?:any )?(?:reservations?|hesitation|concerns?|worries|objections?|doubts?)",
        "here",
        "too",
        "again",
        "as well",
        "now",
        "given",
        "of course",
        "gladly",
        "happily",
        "fully",
        "and (?:thank you|thanks|thx)",
        "please",
    ),
    settled=(
        "(?:i )?consent",
        r"ok|okay|o\.k\.?|yes",
        "(?:i have |i've |there are |i see )?no (?:objections?|concerns?)(?: at all| whatsoever)?",
        f"fine by me|go ahead|i can live with {_IT}",
    ),
    mine=(
        "(?:from|for|by|with) me",
        "(?:from|on) my (?:side|part)",
        "here",
        "please",
        f"(?:to|with) {_IT}",
    ),
    clear=(
        "no (?:(?:more|other|further|real) )?(?:objections?|concerns?|worry|worries|problems?"
        "|questions?|doubts?|reservations?|hesitations?|issues?|harm)(?: at all| whatsoever| from me)?",
        "without (?:any )?(?:reservations?|hesitation|concerns?|worries|objections?|doubts?)",
        "nothing to add",
        "(?:i (?:hereby )?(?:withdraw|take back|drop) my (?:objection|concern))",
        "my (?:objections?|concerns?) (?:is|are|was|were|has been|have been) (?:now )?(?:resolved"
        "|met|answered|gone|settled|addressed|withdrawn|solved)",
    ),
    concern=("(?:(?:i have )?(?:a|one|my) )?concerns?", "🤔"),
    object=("(?:i )?object(?:ion)?", "🛑"),
    aside=(r"(?:i(?:'ll| will|'d like to| would like to)? )?(?:stand |step )?aside(?! from)",),
    passing=("(?:i(?:'ll| will)? )?pass", "⏭"),
    i_pass=("i(?:'ll| will)? (?:have to )?pass", "i pass"),
    of_this=(
        "(?:on|for|in) (?:this|that|it)(?: (?:one|time|decision|proposal))?",
        "here",
        "for now",
    ),
    more=(
        "(?:i (?:need|would like|want|'d like) )?more(?: time)?(?:,? please)?",
        "⏳",
    ),
    question=("(?:(?:i have )?(?:a|one|another|my) )?question",),
    named=(
        "would|might|may|could|seems|sounds|means|is (?:too|such)|is an? (?:\\w+ )?(?:word|matter)",
        "(?:is|was) what",
    ),
    same=(
        "(?:the )?same(?: answer| position)?(?: again| as (?:before|last time|earlier))",
        "as before|my answer (?:is|stays|remains) (?:still )?(?:the same|as it was)"
        "(?: as (?:before|(?:to|on|for) the (?:earlier|first|last|old|previous) version))?",
        "🔁",
    ),
    worry=(
        rf"(?:and |with )?(?:i have |my )?(?:(?:the|a|one|only|main|small|little|slight|this|big) ){{0,4}}"
        rf"{_WORRY}(?:[\s:,–—-]*(?:is that|is about|is|that|about))?",
    ),
    i_object=(
        rf"i {_VERY}object",
        f"{_I_AM} objecting",
        "i(?:'ll| will)(?: have to)? object",
        "(?:my|here is my|here's my) objections?",
        f"i {_VERY}(?:oppose|block|veto|stop) {_IT}|i {_VERY}vote against",
        "i (?:do )?(?:have|raise|see) (?:an|one|a serious|a strong) objection",
    ),
    i_worry=(
        rf"my (?:\w+ ){{0,2}}{_WORRY}",
        rf"i (?:do |still )?have (?:a|one|some|my|two) (?:\w+ )?{_WORRY}",
        rf"{_I_AM} (?:\w+ ){{0,3}}(?:concerned|worried)",
        "i (?:do |still |really |only |just |also )?worry",
    ),
    greeting=(
        "hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|morning|evening",
    ),
    thanks=("(?:many |kind |warm )?thanks|thank you|thx|cheers|ta|much appreciated",),
    parting=(
        "(?:(?:with )?(?:warm|kind|best|all|many) )?(?:regards|wishes|greetings)",
        "love|best|yours|warmly|all the best|take care|cheers|xx?|bye|see you|sincerely",
        "sent (?:from|on) (?:my|the) \\w+|get the app",
    ),
    smile=(r":-?\)", r"\\o/", ":-?D", "\\^\\^", "🙂|😊|😀|😃|😄|🌱|🌿|🌻|❤|💚|🙏|🎉|👍|👌|✅"),
    forwarded=(
        "(?:begin )?forwarded message",
        "original message",
        "forwarded by",
    ),
    negation=(
        "not|never|cannot|no|nope|nah|nay|nobody|none|nothing|without|neither|nor|no one",
        r"\w+n't|dont|cant|wont|doesnt|isnt|wouldnt|shouldnt|couldnt|didnt|hardly|barely",
    ),
    nothing=("none|nothing|no|nil|n/a|nobody|no one|zero",),
    condition=(
        "if|unless|only|provided|providing|but|except|however|although|though|yet|until|till",
        "once|as long as|so long as|on (?:the )?condition|depends?|depending|assuming|as soon as",
        "when|whenever|after|before|first|half|partly|partially|parts? of|most of|some of|rather",
        "trial|instead|subject to|pending|in case|while|apart from|otherwise|otherway",
        "needs?|must|has to|have to|requires?|want(?:s|ed)? to see",
        "with (?:the|a|an|one|some|two|these) (?:\\w+ )?(?:changes?|amendments?|edits?|additions?"
        "|exceptions?|provisos?|caveats?|reservations?|conditions?|restrictions?|tweaks?)",
        "please (?:change|move|make|add|remove|replace|use)|make it|let's (?!go|do|start)|better|safer",
        "could|should|would (?:be|like|rather|prefer|love)|i'd (?:be|like|rather|prefer|love)",
        "(?:exceptions?|caveats?|provisos?|conditions?|reservations?)",
    ),
    limit=(
        "only (?:if|when|after|with|once|as long|until)|unless|provided|on (?:the )?condition",
        r",\s*if|only",
        "as long as|so long as|not (?:before|until|without|unless)|would only",
    ),
    supposing=(
        "maybe|perhaps|if|unless|when|whenever|in case|once|as soon as|only|until|before|suppose",
    ),
    narrowing=(
        "at|on|in|for|from|by|with|to|until|till|starting|beginning|between|every|during|minus",
        "plus|of|as",
    ),
    hedge=(
        "by (?:accident|mistake)|accidentally|please ignore|disregard|wrong (?:mail|thread|chat|room|button"
        "|window|message|place|one)",
        "then again|i guess|i suppose|maybe|perhaps|probably|possibly|sort of|kind of|kinda|presumably",
        "i think|not sure|unsure|might|whatever|i must|if you must|reluctantly|grudgingly",
        "kidding|joke|joking|jk|lol|haha+|sarcasm|/s|yeah right|as if",
        "🙄|😬|😒|😏|😉|😕|🙁|☹|😞|😠|😡|🤷|😅|🤣|😂",
        r":-?[(/|]|;-?\)",
        "under protest|under duress|have no choice|what choice",
    ),
    joke=(
        "ignore (?:me|this|that)|never(?: )?mind|kidding|(?:a )?joke|joking|jk|lol|haha+",
        "sarcasm|/s|not really|😉|🤣|😂|😜",
    ),
    opposing=(
        "against|disagree|oppose|refuse|reject|veto|block|not ok|not okay|not acceptable",
        "unacceptable|no way|bad idea|terrible|too early|too soon|too late|dangerous|harm(?:s|ful)?",
        r"i (?:\w+ )?(?:cannot|can't|won't|cant|wont|will not|can not)",
        "(?:do not|don't|dont) (?:want|agree|like|consent|support|do|start|go|decide|think we)",
        "please (?:don't|do not|dont|stop|wait)|(?:should|must)(?: )?not|shouldn't|mustn't",
        "(?:no|not|never|without|\\w+n't)(?: \\w+){0,2} (?:consent|agree|support|fine|happy)|at all",
        "let's (?:stop|wait|not)|stop|wait|hold on|hold off|postpone|cancel|drop (?:it|this)",
        "before we (?:decide|start|do|go|agree)|prefer not|rather not|i say no|say no|hate",
    ),
    objecting=("object(?:s|ions?|ing|ed|able)?", "🛑|👎|❌"),
    other=(
        "(?:stand|step|stay|standing|stepping)?(?: )?aside|i pass|i'll pass|abstain|veto|more time",
        "wait|object(?:s|ions?|ing|ed)?|pass",
    ),
    yielding=(
        r"i (?:\w+ )?(?:consent|agree)",
        "(?:can|could|will|would) live with",
        "go ahead|fine by me|fine with me|ok(?:ay)? with me|won't (?:stop|block)|will not (?:stop|block)",
        r"not (?:to|against|with) (?:the|this|your) (?:\w+ )?(?:proposal|idea|plan|rest|text)",
        "let it (?:pass|go)|you can go on|consenting",
    ),
    favour=(
        "consent|ok|okay|yes|yep|yeah|yup|aye|fine|go ahead|agreed?|support|sure|like it|good|great",
        "accept|approve|all for it|in favou?r|lgtm|live with|go for it|👍|✅",
    ),
    reported=(
        "(?:as|so) far as|far be it|far from",
        "says|said|say|thinks|thought|claims?|claimed|told|heard|wrote|writes|asks|asked|whether",
        "should|could|would|why|how|might|may|can|did|does|do|suppose|imagine|pretend|used to",
    ),
    over=(
        "(?:(?:is|are|has|have|been|now|all|already) ){0,3}(?:overruled|sustained|withdrawn|resolved"
        "|solved|settled|answered|addressed|gone|met|dropped|over|moot|fixed|lifted|taken (?:back"
        "|care of)|dealt with|no longer|no more)",
        "was|were|had been|used to be",
    ),
    lets_go=("withdraw|withdrew|take back|took back|drop|dropped|lift|let go(?: of)?",),
    against=(
        r"no(?=\s*(?:$|[.,;:!\n–—-]))|nope|nah|nay|no way|over my dead body|hard pass",
        "against|disagree|veto|oppose|refuse|reject|block|-1|👎|❌",
        "please (?:don't|do not|dont|stop)|bad idea|hate|don't do|let's not|stop",
    ),
    others=(
        r"(?:the )?same (?:\w+ )?(?:as|like) \w+|same(?=\W*$)|same here|me too|ditto|likewise|see above",
        r"(?:what|as|like) \w+ (?:said|says|wrote|writes|does|did)|(?:i agree|i'm|i am|agree|agreed)"
        r" with (?!(?:it|this|that|the|your|you|all)\b)\w+",
        r"(?:as|like) \w+|(?:i )?second \w+",
    ),
    out=(
        f"(?:{_I_AM} out|count me out|leave me out|{_I_AM} not in|without me|{_I_AM} done)"
        "(?! of| with my| by)",
        "opt out|not for me|i'd rather not take part",
    ),
    neutral=(
        "abstain(?:ing|ed)?|abstention|neutral|no opinion|no preference|either way|indifferent",
        "i (?:really )?(?:don't|do not|dont) (?:really )?(?:mind|care)|you decide|up to (?:you|the others)",
        "(?:i )?leave (?:it|this|that) to (?:you|the|others|those|them)|(?:i'll |i )pass",
        "passing on (?:this|it)|doesn't matter to me|all the same to me|blank vote",
    ),
    time=(
        f"(?:more|a bit more|some more) time|(?:a )?(?:few|couple of) (?:more )?{_TIME_OFF}",
        "(?:let me|need to|want to|have to|i'd like to|i will|i'll|must) (?:\\w+ )?(?:think|sleep|ask"
        "|read|check|talk|reflect|consider)",
        "(?:not sure|undecided|don't know|dont know|not decided|still thinking|thinking about)(?: yet)?",
        "(?:have|give (?:me|us)|need) (?:till|until)",
        "get back to you|not ready|before i answer|wait until|another (?:day|week|few days)",
    ),
    asks=(
        "(?:(?:and|but|so|also|wait|well),? )?(?:who|what|when|where|why|how|which|whose|is|are|does"
        "|do|did|can|could|would|will|should|has|have|may)",
        "any(?:one|body)|question|just asking|i wonder|i'm wondering|before i answer",
    ),
    hint=(
        r"consent\w*|ok|okay|yes|yep|yeah|yup|aye|no|nope|agree\w*|disagree\w*|abstain\w*",
        "object(?:s|ions?|ing|ed)?|concern(?:s|ed)?|worr(?:y|ies|ied)|fine|go ahead|live with",
        "support|oppose|against|veto|block|aside|sure|in favou?r|accept\\w*|approve\\w*|all for it",
        r"sounds (?:\w+ )?(?:good|great|fine)|looks (?:\w+ )?(?:good|great|fine)|lgtm|go for it",
        r"i(?:'ll| will)? pass|(?:good|great) idea|why not|let's do it|do it|works for me|\+1|-1|👍|👎",
        "please do|happy with|good by me|good with me|no problem|thumbs up|i'm in|count me in",
        "hard pass|👌|over my dead body|by me|i mind|hang on|close this",
        "kill|harm\\w*|dangerous|bad idea|please don't|please stop|stop",
    ),
    near=("consent", "concern", "object", "objection", "abstain"),
)
"""The first table, and the one that every other stands beside: people are told these words."""
