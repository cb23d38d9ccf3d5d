"""German: a first draft, with the words a circle would be told in German. See ``signs``."""

from facilitator.core.rounds.readings.signs import Signs

_ICH_BIN = "(?:ich bin|bin)"
_DAZU = "(?:zum vorschlag|dem vorschlag|dazu|dem|damit|diesem vorschlag|mit dem vorschlag)"
_SORGE = "(?:bedenken|sorgen?)"
_EINWAND = "(?:einwand|einwände|einwaende|einspruch|widerspruch)"

GERMAN = Signs(
    consent=(
        r"(?:(?:ja|ok|okay)[\s,.:;!–—-]+)?(?:ich )?konsent",
        r"(?:(?:ja|ok|okay)[\s,.:;!–—-]+)?(?:ich (?:bin )?)?einverstanden",
        rf"(?:ich )?stimme(?: {_DAZU})? zu",
        "(?:meine )?zustimmung",
    ),
    goes_on=(
        _DAZU,
        "von mir",
        "von meiner seite",
        "meinerseits",
        "für mich",
        "gerne?",
        "mit freude",
        "ohne (?:bedenken|vorbehalte?|einwände)",
        "natürlich",
        "auch",
        "bitte",
    ),
    settled=(
        "(?:ich )?konsent",
        "ja|einverstanden|in ordnung|passt(?: für mich)?|für mich (?:in ordnung|ok|okay)",
        f"(?:ich habe |habe )?keine? (?:{_EINWAND}|{_SORGE})",
        "ich kann damit leben|kann ich mit leben|damit kann ich leben|nur zu|macht das",
    ),
    mine=("von mir", "meinerseits", "von meiner seite"),
    clear=(
        f"keine? (?:{_EINWAND}|{_SORGE}|fragen?|zweifel|probleme?)",
        "ohne (?:bedenken|vorbehalte?|einwände|zweifel|sorgen?)",
    ),
    concern=("(?:(?:ich habe )?(?:ein|eine|meine) )?(?:bedenken|sorge)", "ich habe bedenken"),
    object=(f"(?:ich habe |ich erhebe )?(?:einen |mein )?{_EINWAND}", "ich widerspreche"),
    aside=("(?:ich )?(?:stehe |bleibe |trete )?(?:abseits|beiseite)", "(?:ich )?enthalte mich"),
    passing=("(?:ich )?passe", "weiter"),
    i_pass=("ich passe", "da passe ich"),
    of_this=("hier", "dabei", "diesmal", "bei (?:diesem|dem) vorschlag"),
    more=("(?:ich brauche |bitte )?mehr zeit(?:,? bitte)?",),
    question=("(?:(?:ich habe )?(?:eine|noch eine) )?frage",),
    same=("(?:die )?gleiche antwort(?: wie (?:vorher|zuvor|eben))?", "wie (?:vorher|zuvor|gehabt)"),
    worry=(
        rf"(?:und |mit )?(?:ich habe |meine )?(?:(?:der|die|einer|eine|dem|den|kleinen?|einzigen?) ){{0,4}}"
        rf"{_SORGE}(?:[\s:,–—-]*(?:ist,? dass|ist|dass))?",
    ),
    i_object=(
        "ich (?:muss )?(?:widersprechen|widerspreche)",
        f"(?:mein|ich habe einen?|ich erhebe|dagegen erhebe ich) {_EINWAND}",
    ),
    i_worry=(
        f"mein(?:e|en)? (?:\\w+ )?{_SORGE}",
        f"ich habe (?:noch |ein paar |etwas )?{_SORGE}",
        "ich mache mir (?:\\w+ )?(?:sorgen|gedanken)",
    ),
    greeting=(
        "hallo|moin|servus|grüß (?:gott|dich|euch)|guten (?:morgen|tag|abend)|liebe[rs]?",
        "sehr geehrte[rs]?|hoi|grüezi",
    ),
    thanks=("(?:vielen |herzlichen |besten )?dank|danke(?: schön| dir| euch)?",),
    parting=(
        "(?:liebe|viele|herzliche|beste) grüße|lg|vg|mfg|gruß|grüße|herzlich|bis bald|tschüss",
    ),
    forwarded=("weitergeleitete nachricht", "ursprüngliche nachricht"),
    negation=(
        "nicht|kein(?:e[nmrs]?)?|nie|niemals|nein|ohne|weder|niemand|nichts|keinesfalls|nö|nee",
    ),
    nothing=("keine?|nichts|niemand|nein",),
    condition=(
        "wenn|falls|sofern|solange|nur|aber|außer|ausser|es sei denn|vorausgesetzt|unter der",
        "bedingung|bis|sobald|erst|jedoch|allerdings|obwohl|teilweise|halb|statt|stattdessen",
        "bevor|nachdem|vorbehaltlich|lieber|muss|müssen|müsste|sollte erst|zum teil|probeweise",
    ),
    limit=(
        "nur wenn|nur falls|es sei denn|vorausgesetzt|unter der bedingung|solange|sofern|erst wenn",
    ),
    supposing=("wenn|falls|sofern|sobald|nur|bevor|angenommen",),
    narrowing=("dass|ab|bis|um|am|an|im|für|zum|zur|mit|jeden|zwischen",),
    hedge=(
        "vielleicht|wohl|vermutlich|wahrscheinlich|eigentlich|naja|na ja|meinetwegen|notgedrungen",
        "scherz|spaß|spass|von mir aus|wenn es sein muss|irgendwie|keine ahnung",
    ),
    joke=("scherz|spaß|spass|haha+",),
    opposing=(
        "dagegen|ablehnen|lehne|abgelehnt|verhindern|stoppen|stopp|halt|warten|gefährlich|schadet?",
        "schädlich|auf keinen fall|geht gar nicht|bitte nicht|kann ich nicht|will ich nicht",
        "zu früh|unmöglich|widersprech\\w*|lasst (?:es|das)",
    ),
    objecting=(f"{_EINWAND}s?|widersprech\\w*|widerspreche",),
    other=("abseits|beiseite|enthalte|enthaltung|passe|mehr zeit",),
    yielding=(
        "(?:bin |ich )?einverstanden|stimme (?:\\w+ )?zu|kann (?:ich )?damit leben|damit kann ich leben",
    ),
    favour=("ja|jo|ok|einverstanden|konsent|dafür|passt|gut|gerne|in ordnung|super|stimme",),
    reported=(
        "sagt|sagte|meint|meinte|schreibt|schrieb|fragt|ob|soll|sollte|könnte|würde|warum|wie",
    ),
    over=(
        "(?:(?:ist|sind|hat sich|haben sich|jetzt|schon) ){0,3}(?:erledigt|gelöst|zurückgezogen"
        "|ausgeräumt|geklärt|beantwortet|behoben|vom tisch|vorbei)",
        "war|waren",
    ),
    lets_go=("nehme|ziehe",),
    against=("nein|nö|nee|dagegen|lehne|ablehnen|auf keinen fall|bitte nicht",),
    others=(r"(?:das )?(?:gleiche|selbe) wie \w+|dito|ich auch|wie \w+",),
    out=("ich bin raus|bin raus|ohne mich|raus",),
    neutral=(
        "enthaltung|enthalte|neutral|ist mir (?:egal|gleich)|egal|entscheidet ihr|keine meinung",
        "überlasse (?:es|das|ich)",
    ),
    time=(
        "mehr zeit|ein paar tage|bedenkzeit|(?:muss|möchte|will) (?:\\w+ ){0,3}(?:überlegen|nachdenken"
        "|schlafen|fragen|besprechen)|weiß (?:\\w+ )?noch nicht|drüber schlafen",
    ),
    asks=("wer|was|wann|wo|warum|wie|welche[rs]?|ist|sind|kann|können|gibt|habt|hat|darf|soll",),
    hint=(
        "ja|jo|jep|nein|nö|ok|einverstanden|konsent|zustimm\\w*|stimme|dafür|dagegen|einwand\\w*",
        "einwände|bedenken|sorgen?|passt|gut|gerne|enthaltung|enthalte|abseits|in ordnung|lehne",
        "super|klingt gut|macht das|nur zu|von mir aus|meinetwegen|widersprech\\w*|damit leben",
    ),
    near=("konsent", "einverstanden", "einwand", "bedenken", "enthaltung"),
)
"""A first draft: measured on thirty replies of its author's own (docs/reading-answers.md)."""
