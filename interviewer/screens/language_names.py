"""What languages call themselves, for people who translate into them."""

NAMES = {
    **{"ar": "العربية", "bg": "български", "bm": "bamanankan", "bn": "বাংলা", "ca": "català", "cs": "čeština"},
    **{"da": "dansk", "de": "Deutsch", "el": "ελληνικά", "en": "English", "es": "español", "et": "eesti"},
    **{"eu": "euskara", "fa": "فارسی", "ff": "fulfulde", "fi": "suomi", "fr": "français", "ga": "Gaeilge"},
    **{"ha": "Hausa", "he": "עברית", "hi": "हिन्दी", "hr": "hrvatski", "ht": "kreyòl ayisyen", "hu": "magyar"},
    **{"hy": "հայերեն", "id": "bahasa Indonesia", "it": "italiano", "ja": "日本語", "ka": "ქართული", "km": "ខ្មែរ"},
    **{"ko": "한국어", "ku": "kurdî", "ln": "lingála", "lo": "ລາວ", "lt": "lietuvių", "lv": "latviešu"},
    **{"mg": "malagasy", "mk": "македонски", "mt": "Malti", "my": "မြန်မာ", "ne": "नेपाली", "nl": "Nederlands"},
    **{"no": "norsk", "oc": "occitan", "pl": "polski", "ps": "پښتو", "pt": "português", "ro": "română"},
    **{"ru": "русский", "rw": "Kinyarwanda", "sk": "slovenčina", "sl": "slovenščina", "sn": "chiShona"},
    **{"so": "Soomaali", "sq": "shqip", "sr": "српски", "sv": "svenska", "sw": "Kiswahili", "ta": "தமிழ்"},
    **{"th": "ไทย", "ti": "ትግርኛ", "tr": "Türkçe", "uk": "українська", "ur": "اردو", "uz": "o‘zbekcha"},
    **{"vi": "Tiếng Việt", "wo": "wolof", "xh": "isiXhosa", "yo": "Yorùbá", "zh": "中文", "zu": "isiZulu"},
    **{"am": "አማርኛ", "br": "brezhoneg", "dyu": "julakan", "kab": "Taqbaylit", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"},
}
TO_THE_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def headed(language: str) -> str:
    """The code with the language's own name behind it, such as `en (English)`."""
    name = NAMES.get(language) or NAMES.get(language.partition("-")[0])
    return f"{language} ({name})" if name else language


def runs_to_the_left(language: str) -> bool:
    """Whether it is written from right to left."""
    return language.partition("-")[0] in TO_THE_LEFT
