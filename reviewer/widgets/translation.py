"""The language of the window: the program's texts, Qt's own texts, and the format of numbers."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from reviewer.languages import FOLDER, available
from runner.review import language

SYSTEM = "system"


class Translated:
    """A language whose texts are installed in the application."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._locale = QLocale(code)

    def translate(self, context: str, text: str, note: str, count: int) -> str:
        """The translated text."""
        return QCoreApplication.translate(context, text, note, count)

    def number(self, value: float, digits: int) -> str:
        """The number in the format of the language, with this many decimal places."""
        return self._locale.toString(float(value), "f", digits)


_installed: list[QTranslator] = []


def speak(app: QCoreApplication, wanted: str) -> str:
    """Switch to a language: a code, or `system` for the desktop's. Returns its code; `en` if it is not available."""
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
    """The language to use: the wanted one, or the first of the desktop's (de-AT, en-GB) that is available, or `en`."""
    codes = [each.partition("-")[0] for each in desktop] if wanted == SYSTEM else [wanted]
    return next((code for code in codes if code in available()), "en")


def names() -> dict[str, str]:
    """The languages that can be chosen: the name of each in itself, by code."""
    own = {code: QLocale(code).nativeLanguageName().partition(" ")[0] for code in available()}
    return {SYSTEM: language.translate("translation", "Same as the desktop"), **own, "en": "English"}
