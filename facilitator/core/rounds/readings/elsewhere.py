"""Words of languages that are not read yet, and that can narrow or turn round a consent.

"Consent, maar alleen als …": whoever begins with our word and goes on in their own language is
asked, because a limit is a limit in any language. Nothing here lets an answer count.
"""

from facilitator.core.rounds.readings.signs import Signs

ELSEWHERE = Signs(
    greeting=(
        "bonjour|bonsoir|salut|chers?|chère|hola|buen(?:os|as) (?:días|tardes)|olá|bom dia|ciao",
        "buongiorno|buonasera|beste|hoi|hej|hei|cześć|ahoj|goedemorgen",
    ),
    thanks=("merci|gracias|grazie|obrigad[oa]|bedankt|dank je|tack|takk?|kiitos|dzięki",),
    parting=(
        "amicalement|cordialement|bises|à bientôt|saludos|(?:un )?abrazos?|abraços?|saluti",
        "un abbraccio|groet(?:jes|en)?|hälsningar|mvh|pozdrawiam",
    ),
    negation=(
        "ne|pas|jamais|aucune?|rien|sans|nunca|ningun[oa]?|nada|não|nenhum|nessun[oa]?|senza",
        "niet|geen|nooit|inte|ingen|ikke|aldrig|nie|nigdy|bez|ei|нет|не|без",
    ),
    condition=(
        "mais|sauf|seulement|uniquement|à condition|pourvu|tant que|jusqu'à|quand|si|pero|salvo",
        "sólo|solo|excepto|siempre que|hasta|cuando|apenas|desde que|até|exceto|quando|tranne",
        "soltanto|purché|finché|però|maar|alleen|mits|tenzij|als|zolang|behalve|totdat|utom",
        "endast|bara|förutsatt|hvis|kun|medmindre|unntatt|ale|tylko|jeśli|chyba|oprócz|dopóki",
        "но|только|если|кроме|пока",
    ),
    supposing=("si|quand|cuando|quando|se|als|jeśli|если|hvis|om",),
    hint=("oui|non|sí|si|d'accord|de acuerdo|sim|não|va bene|akkoord|nee|nej|tak|да|нет",),
)
