"""Makes random sidecars as other programs write them and as XML allows; the same number gives the same file."""

from __future__ import annotations

import random
from collections.abc import Callable
from xml.sax.saxutils import escape

from runner.publishing.embedding import PictureMetadata

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "darktable": "http://darktable.sf.net/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
    "acdsee": "http://ns.acdsee.com/iptc/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
}
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
WORDS = ("heron", "Canal", "Łódź", "a/b", "x > y", "R&D", "it's", 'say "hi"', "日本", "  blanks  ", "Rock & Roll", "]]",
         "🦋")  # fmt: skip
ALTERNATIVES = ("dc:description", "dc:title", "dc:rights", "Iptc4xmpCore:AltTextAccessibility")


def has_odd_prefix(seed: int) -> bool:
    """Whether RDF has a prefix other than `rdf`, which exiftool does not recognise everywhere."""
    return seed % 7 == 0


def _words(seed: int) -> tuple[str, ...]:
    """Words for a sidecar. exiftool 12 assumes two bytes per character in UTF-16, so longer ones are left out."""
    return WORDS[:-1] if _is_utf16(seed) else WORDS


def _is_utf16(seed: int) -> bool:
    return seed % 5 == 0


class _Maker:
    """Makes one sidecar."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words, self._utf16 = _words(seed), _is_utf16(seed)
        self.rdf = self._one("r", "RDF-1") if has_odd_prefix(seed) else "rdf"
        self._gap = self._one("\n  ", "\n  ", "\r\n\t", "", " ")

    def _one(self, *choices: str) -> str:
        return self._random.choice(choices)

    def _perhaps(self, text: str, chance: float = 0.5) -> str:
        return text if self._random.random() < chance else ""

    def word(self) -> str:
        return self._one(*self._words)

    def text(self) -> str:
        """Character data in one of the forms that XML allows."""
        word = self.word()
        if self._random.random() < 0.2 and "]]" not in word:
            return f"<![CDATA[{word}]]>"
        if self._random.random() < 0.2:
            return "".join(f"&#{ord(character)};" if character in "&<>éŁ日🦋]" else character for character in word)
        written = escape(word)
        return written if "]]" in word else written.replace("&gt;", self._one("&gt;", ">"))

    def attribute(self, name: str, value: str) -> str:
        space = self._one(" ", " ", "  ", "\n   ", "\r\n\t")
        quote = self._one('"', '"', "'")
        written = escape(value, {quote: "&quot;" if quote == '"' else "&apos;"})
        return f"{space}{name}{self._one('=', '=', ' = ')}{quote}{written}{quote}"

    def element(self, tag: str, content: str = "", attributes: str = "") -> str:
        if not content and self._random.random() < 0.6:
            return f"<{tag}{attributes}{self._perhaps(' ', 0.3)}/>"
        return f"<{tag}{attributes}>{content}</{tag}>"

    def noise(self) -> str:
        """White space, comments and instructions that may occur between elements."""
        noise = self._one("", "", "", "", "<!-- of > others -->", "<?other a > b?>", "<!---->")
        return self._gap + noise

    def item(self, content: str, attributes: str = "") -> str:
        return self._perhaps(self.noise(), 0.3) + self.element(f"{self.rdf}:li", content, attributes)

    def qualified(self) -> str:
        """A value with a qualifier, in one of RDF's forms."""
        value, qualifier = self.text(), self.element("xmp:Label", self.text())
        inside = self.element(f"{self.rdf}:value", value) + qualifier
        return self._one(
            self.item(self.element(f"{self.rdf}:Description", inside)),
            self.item(inside, f' {self.rdf}:parseType="Resource"'),
            self.item("", self.attribute(f"{self.rdf}:value", "only here") + self.attribute("xmp:Label", "q")),
        )

    def listed(self, kind: str) -> str:
        count = self._random.randrange(4)
        items = "".join(
            self.qualified() if self._random.random() < 0.2 else self.item(self.text()) for _ in range(count)
        )
        return self.element(f"{self.rdf}:{kind}", items + self._perhaps(self._gap, 0.3))

    def languages(self) -> str:
        chosen = self._random.sample(["x-default", "de", "en-US", "sl"], self._random.randrange(4))
        items = "".join(
            self.item(self.text(), self.attribute("xml:lang", language)) for language in sorted(chosen)[::-1]
        )
        return self.element(f"{self.rdf}:Alt", items)

    def properties_of_ours(self) -> list[str]:
        """Properties that this program sets too, each absent, empty, simple or a list."""
        lists = (("dc:subject", "Bag"), ("lr:hierarchicalSubject", "Bag"), ("dc:creator", "Seq"))
        made = [self._in_a_form(name, self.languages()) for name in ALTERNATIVES]
        made += [self._in_a_form(name, self.listed(kind)) for name, kind in lists]
        made.append(self._one("", "", self.element("photoshop:Credit"), self.element("photoshop:Credit", self.text())))
        return [each for each in made if each]

    def _in_a_form(self, name: str, held: str) -> str:
        gap = self._perhaps(self._gap)
        return self._one(
            "", "", self.element(name), self.element(name, gap + held + gap), self.element(name, self.text())
        )

    def lightroom(self) -> list[str]:
        mask = self.attribute("crs:What", "Mask/Gradient") + self.attribute("crs:ZeroX", "0.1")
        inner = self.element("crs:CorrectionMasks", self.element(f"{self.rdf}:Seq", self.item("", mask)))
        correction = self.element(f"{self.rdf}:Description", inner, self.attribute("crs:What", "Correction"))
        look = self.element("crs:Name", self.text()) + self.element("crs:Amount", "1")
        return [
            self.element(
                "crs:ToneCurvePV2012", self.element(f"{self.rdf}:Seq", self.item("0, 0") + self.item("255, 255"))
            ),
            self.element("crs:MaskGroupBasedCorrections", self.element(f"{self.rdf}:Seq", self.item(correction))),
            self.element("crs:Look", look, f' {self.rdf}:parseType="Resource"'),
            self.element("crs:Sharpness", str(self._random.randrange(150))),
        ]

    def darktable(self) -> list[str]:
        step = self.attribute("darktable:operation", "exposure") + self.attribute(
            "darktable:params", "00gz08eJxjYGBg=="
        )
        steps = "".join(self.item("", self.attribute("darktable:num", str(n)) + step) for n in range(3))
        empty = self.element("darktable:masks_history", self.element(f"{self.rdf}:Seq"))
        return [self.element("darktable:history", self.element(f"{self.rdf}:Seq", steps)), empty]

    def digikam(self) -> list[str]:
        area = (
            self.attribute("stArea:x", "0.5")
            + self.attribute("stArea:y", "0.25")
            + self.attribute("stArea:unit", "normalized")
        )
        region = self.element("mwg-rs:Area", "", area) + self.element("mwg-rs:Name", self.text())
        held = self.element(f"{self.rdf}:Bag", self.item(region, f' {self.rdf}:parseType="Resource"'))
        listed = self.element("mwg-rs:RegionList", held)
        return [
            self.element("digiKam:TagsList", self.listed("Seq")),
            self.element("MicrosoftPhoto:LastKeywordXMP", self.listed("Bag")),
            self.element("mwg-rs:Regions", listed, f' {self.rdf}:parseType="Resource"'),
            self.element("acdsee:caption", self.text()),
        ]

    def capture_one(self) -> list[str]:
        return [self.element("photoshop:Instructions", self.text()), self.element("xmp:Rating", "4"),
                self.element("tiff:Artist", self.text())]  # fmt: skip

    def bridge(self) -> list[str]:
        event = "".join(self.element(f"stEvt:{name}", self.text()) for name in ("action", "softwareAgent"))
        return [
            self.element(
                "xmpMM:History", self.element(f"{self.rdf}:Seq", self.item(event, f' {self.rdf}:parseType="Resource"'))
            ),
            self.element("photoshop:DocumentAncestors", self.listed("Bag")),
            self.element("xmp:MetadataDate", "2024-02-03T04:05:06+01:00"),
            self.element("exif:ImageUniqueID", "0123456789abcdef"),
        ]

    def attributes(self) -> str:
        names = (
            "crs:Exposure2012",
            "crs:Version",
            "photoshop:Urgency",
            "xmp:Label",
            "xmp:CreatorTool",
            "xmpMM:DocumentID",
        )
        chosen = self._random.sample(names, self._random.randrange(len(names)))
        ours = "photoshop:Credit" if self._random.random() < 0.05 else ""
        return "".join(self.attribute(name, self.word()) for name in [*chosen, ours] if name)

    def description(self, properties: list[str], spaces: str, about: str) -> str:
        head = self._perhaps(self.attribute(f"{self.rdf}:about", about), 0.8) + spaces
        body = "".join(self.noise() + each for each in properties) + self._perhaps(self._gap)
        return self.element(f"{self.rdf}:Description", body, head)

    def descriptions(self) -> str:
        """Up to three descriptions; no property occurs in two of them."""
        program: Callable[[], list[str]] = self._random.choice(
            [self.lightroom, self.darktable, self.digikam, self.capture_one, self.bridge, list]
        )
        properties = program() + self.properties_of_ours()
        self._random.shuffle(properties)
        spaces = "".join(self.attribute(f"xmlns:{prefix}", uri) for prefix, uri in SPACES.items())
        about, count = self._one("", "", "uuid:1b2c"), self._random.randrange(4)
        if not count:
            return self._perhaps(self.noise())
        cut = self._random.randrange(len(properties) + 1) if count > 1 else len(properties)
        first = self.description(properties[:cut], self.attributes() + spaces, about)
        rest = self.description(properties[cut:], spaces, about) if count > 1 else ""
        return "".join(
            self.noise() + each for each in (first, rest, self.element(f"{self.rdf}:Description") * (count > 2))
        )

    def file(self) -> bytes:
        rdf = self.element(
            f"{self.rdf}:RDF", self.descriptions() + self._perhaps(self._gap), self.attribute(f"xmlns:{self.rdf}", RDF)
        )
        toolkit = self._perhaps(self.attribute("x:xmptk", "XMP Core </x> 7"))
        meta = self.element("x:xmpmeta", self.noise() + rdf + self.noise(), ' xmlns:x="adobe:ns:meta/"' + toolkit)
        encoding = self._one("utf-16-le", "utf-16-be") if self._utf16 else "utf-8"
        mark = "\ufeff" if self._utf16 else self._perhaps("\ufeff", 0.3)
        name = "UTF-16" if self._utf16 else "UTF-8"
        declared = self._one("", '<?xml version="1.0"?>', f"<?xml version='1.0' encoding='{name}'?>")
        gap = self._one("", "\n", "\r\n") if declared and not self._utf16 else ""
        held = gap + self._one(meta, meta, meta, rdf)
        packet = f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{held}<?xpacket end="w"?>'
        content = declared + (packet if self._utf16 else self._one(gap + meta, packet))
        return (mark + content).encode(encoding)


def odd_sidecar(seed: int) -> bytes:
    """A well-formed sidecar with valid XMP."""
    return _Maker(seed).file()


def odd_texts(seed: int) -> PictureMetadata:
    """Texts to embed in it."""
    chosen = random.Random(~seed)
    words = tuple(word.strip() for word in chosen.sample(_words(seed), 3))
    caption, *others = (chosen.choice(_words(seed)) for _ in range(6))
    return PictureMetadata(
        f"A {caption}\r\nin <{caption}>.", others[0], words, tuple(f"a|{word}" for word in words), *others[1:]
    )
