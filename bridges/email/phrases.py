"""Phrases of many languages that mail programs, not people, put into mails.

Tables only. They are the last resort everywhere: what can be told from the mail we sent, from a
header or from the shape of a line is told from that. A phrase missing here means that a line too
much is kept, never that a person's words are lost.
"""

import re


def _any_of(*phrases: str) -> str:
    return "|".join(re.escape(phrase) for phrase in phrases)


WROTE = re.compile(
    _any_of(
        *("wrote", "writes", "said", "schrieb", "geschrieben", "a écrit", "écrit :", "escribió"),
        *("escribio", "va escriure", "escreveu", "ha scritto", "scrive", "schreef", "heeft"),
        *("skrev", "kirjoitti", "napisał", "pisze", "napsal", "napísal", "írta", "a scris"),
        *("написал", "пишет", "написав", "пише", "написа", "έγραψε", "yazdı", "כתב", "كتب"),
        *("のメール", "書きました", "書き込みました", "さんは", "写道", "寫道", "작성", "님이"),
        *(
            "menulis",
            "đã viết",
            "เขียน",
            "je napisao",
            "je napisala",
            "kirjutas",
            "rašė",
            "skrifaði",
        ),
    ),
    re.IGNORECASE,
)
"""The verb of an attribution line: "On … somebody *wrote*:"."""

ATTRIBUTION_START = re.compile(
    r"\s*(?:"
    + _any_of(
        *("On ", "At ", "Am ", "Le ", "El ", "Em ", "No dia ", "Il ", "In data ", "Op ", "Den "),
        *("På ", "W dniu ", "Dnia ", "Dne ", "Dňa ", "Il giorno ", "O dia ", "A ", "La data de "),
        *("Στις ", "В ", "Pada ", "Vào ", "Il messaggio ", "ב", "في ", "於 ", "在"),
    )
    + r"|\d|[^\W\d_]{2,4}\.?,? \d)",
    re.IGNORECASE,
)
"""How an attribution line begins: a preposition of time, a weekday or a number."""

_SENT = _any_of(
    *("sent from", "sent with", "sent via", "sent using", "sent by", "get outlook for"),
    *("gesendet", "holen sie sich outlook", "envoyé", "obtenez outlook", "télécharger outlook"),
    *("enviado", "enviada", "obtener outlook", "obter o outlook", "inviato", "inviata"),
    *("scarica outlook", "verstuurd", "verzonden", "download outlook", "outlook voor"),
    *("skickat från", "skickades", "hämta outlook", "sendt fra", "hent outlook", "lähetetty"),
    *("wysłane", "wysłano", "pobierz program outlook", "odesláno", "odoslané", "küldve"),
    *("trimis de pe", "отправлено", "надіслано", "изпратено", "εστάλη", "gönderildi"),
    *("から送信", "发自", "從我的", "从我的", "发送", "보냄", "enviat des", "dikirim dari"),
)
_DEVICE = _any_of(
    *("iphone", "ipad", "ipod", "apple watch", "android", "samsung", "galaxy", "huawei", "xiaomi"),
    *("redmi", "oneplus", "pixel", "motorola", "nokia", "fairphone", "blackberry", "windows"),
    *("outlook", "hotmail", "proton", "yahoo", "aol", "gmail", "gmx", "web.de", "k-9", "fairemail"),
    *("thunderbird", "mail app", "mail-app", "mail for", "mail für", "mail pour", "mobile device"),
    *("mobile phone", "mobilgerät", "mobiltelefon", "handy", "smartphone", "tablet", "bluemail"),
    *("nine", "spark", "zimbra", "tutanota", "tuta ", "sailfish", "librem"),
)
SENT_FROM = re.compile(rf"(?=.*(?:{_SENT}))(?=.*(?:{_DEVICE}))", re.IGNORECASE)
"""The advertisement under a mail: "Sent from my iPhone". Both the verb and a product must be
there, so that "sent from my heart" stays."""

_ABSENT = _any_of(
    *("automatic reply", "auto reply", "auto-reply", "autoreply", "auto response"),
    *(
        "automated response",
        "out of office",
        "out of the office",
        "out-of-office",
        "vacation reply",
    ),
    *("automatische antwort", "abwesenheitsnotiz", "abwesenheitsnachricht", "abwesenheit"),
    *("réponse automatique", "absence du bureau", "absent du bureau", "message d'absence"),
    *("respuesta automática", "fuera de la oficina", "ausencia de la oficina"),
    *("resposta automática", "fora do escritório", "ausência do escritório"),
    *("risposta automatica", "fuori sede", "fuori ufficio", "automatisch antwoord", "afwezig"),
    *("niet aanwezig", "autosvar", "automatiskt svar", "automatisk svar", "frånvaro"),
    *("frånvaromeddelande", "ikke til stede", "fraværende", "fravær", "automaattinen vastaus"),
    *("poissa toimistosta", "poissaoloviesti", "odpowiedź automatyczna", "autoodpowiedź"),
    *("automatyczna odpowiedź", "nieobecność", "automatická odpověď", "automatická odpoveď"),
    *("automatikus válasz", "răspuns automat", "автоматический ответ", "автоответ"),
    *("автоматична відповідь", "αυτόματη απάντηση", "otomatik yanıt", "自動応答", "自動返信"),
    *("不在通知", "自动回复", "自動回覆", "자동 회신", "부재중", "תשובה אוטומטית", "رد تلقائي"),
)
OUT_OF_OFFICE = re.compile(rf"\s*\[?(?:{_ABSENT})\]?\s*(?:$|[:：–—-]|re\b)", re.IGNORECASE)
"""A subject that an absence notice begins with, followed by a colon, a dash or nothing."""

_ADDRESSED = r"(?:[ ,]+[\w.’'&-]+){0,4}\s*[,.!:…–—-]*\s*"
GREETING = re.compile(
    r"\s*(?:"
    + _any_of(
        *("hi", "hello", "hey", "dear", "good morning", "good afternoon", "good evening"),
        *("greetings", "hallo", "guten morgen", "guten tag", "guten abend", "moin", "servus"),
        *("liebe", "lieber", "liebes", "sehr geehrte", "bonjour", "bonsoir", "salut", "cher"),
        *("chère", "chers", "hola", "buenos días", "buenas", "querida", "querido", "olá", "oi"),
        *("bom dia", "boa tarde", "ciao", "buongiorno", "buonasera", "cara", "caro", "beste"),
        *("goedemorgen", "hoi", "dag", "hej", "hei", "kära", "cześć", "dzień dobry", "ahoj"),
    )
    + rf"){_ADDRESSED}",
    re.IGNORECASE,
)
"""A whole line that greets, with up to four words of whom."""

THANKS = re.compile(
    r"\s*(?:"
    + _any_of(
        *("thanks", "thank you", "many thanks", "thx", "cheers", "danke", "vielen dank", "merci"),
        *("gracias", "muchas gracias", "grazie", "obrigado", "obrigada", "bedankt", "dank je"),
        *("dank u", "tack", "takk", "tak", "kiitos", "dziękuję", "dzięki", "děkuji", "díky"),
    )
    + r")(?:[ ,]+[\w.’'-]+){0,5}\s*[,.!…–—-]*\s*",
    re.IGNORECASE,
)
"""A whole line that thanks."""

SIGN_OFF = re.compile(
    r"\s*(?:"
    + _any_of(
        *("best", "best wishes", "best regards", "kind regards", "warm regards", "regards"),
        *("warmly", "yours", "love", "all the best", "take care", "sincerely", "bye", "xx", "x"),
        *("lg", "vg", "mfg", "liebe grüße", "viele grüße", "beste grüße", "grüße", "gruß"),
        *("herzlich", "amicalement", "cordialement", "bien à vous", "bises", "à bientôt"),
        *("saludos", "un saludo", "abrazos", "un abrazo", "abraços", "um abraço", "un abbraccio"),
        *("saluti", "cordiali saluti", "groet", "groetjes", "hälsningar", "mvh", "pozdrawiam"),
    )
    + r")\s*[,.!–—-]*\s*",
    re.IGNORECASE,
)
"""A whole line that closes a letter."""
