"""The language of the window: this program's texts, Qt's own, and how numbers are written."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from reviewer.languages import FOLDER, available
from runner.review import language

SYSTEM = "system"


class Translated:
    """A language of which the application has the texts."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._locale = QLocale(code)

    def translate(self, context: str, text: str, note: str, count: int) -> str:
        """The text as Qt finds it."""
        return QCoreApplication.translate(context, text, note, count)

    def number(self, value: float, digits: int) -> str:
        """The number with the signs of the language."""
        return self._locale.toString(float(value), "f", digits)


_installed: list[QTranslator] = []


def speak(app: QCoreApplication, wanted: str) -> str:
    """Put on a language: a code, or `system` for the desktop's. Returns its code; English where there is no such."""
    code = chosen(wanted, QLocale.system().uiLanguages())
    for old in _installed:
        app.removeTranslator(old)
    _installed.clear()
    QLocale.setDefault(QLocale(code))
    if code == "en":
        language.use(language.English())
        return code
    qts_own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for path in (f"{qts_own}/qtbase_{code}.qm", str(FOLDER / f"reviewer_{code}.qm")):
        translator = QTranslator(app)
        if translator.load(path):
            app.installTranslator(translator)
            _installed.append(translator)
    language.use(Translated(code))
    return code


def chosen(wanted: str, desktop: list[str]) -> str:
    """The language to speak: the one that is wanted, or the first of the desktop's (de-AT, en-GB) that there is."""
    codes = [each.partition("-")[0] for each in desktop] if wanted == SYSTEM else [wanted]
    return next((code for code in codes if code in available()), "en")


def names() -> dict[str, str]:
    """What can be chosen, by what it is called in itself."""
    own = {code: QLocale(code).nativeLanguageName().partition(" ")[0] for code in available()}
    return {SYSTEM: language.translate("translation", "Same as the desktop"), **own, "en": "English"}
