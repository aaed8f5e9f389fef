"""Tables as programs and people save them: with their additions to CSV, as spreadsheets, in other encodings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from runner.audit import check as audit
from runner.audit import tables
from runner.audit.columns import COLUMNS, meant
from runner.audit.tables import Reading
from runner.composition.rules import asked, rule_pack
from runner.errors import ConfigError, EnvError
from runner.tabular import separated, spreadsheets

CAPTION = "A grey heron stands by a canal in Leiden."
Cell = str | int | None


def read(path: Path, content: bytes | str, reading: Reading | None = None) -> tables.Table:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return tables.read(path, reading or Reading())


@pytest.mark.parametrize(
    "content",
    [
        f"sep=;\r\nCaption;Nr\r\n{CAPTION};1\r\n",
        f'"sep=;"\nCaption;Nr\n{CAPTION};1\n',
        f"\ufeffSEP=|\nCaption|Nr\n{CAPTION}|1\n",
        f"sep=\t\rCaption\tNr\r{CAPTION}\t1\r",
        f"Caption|Nr\n{CAPTION}|1\n",
        f"Caption,Nr,\n{CAPTION},1,\n",
        f"Caption,Nr,,,\n{CAPTION},1\n",
        f"Caption;Nr\n{CAPTION};1;;\n",
        f",,\n\n,,\nCaption,Nr\n{CAPTION},1\n",
        f"Caption,Nr\n{CAPTION},1\n,\n,\n",
        f"\tCaption\tNr\n\t{CAPTION}\t1\n",
        f"Caption,,Nr\n{CAPTION},,1\n",
    ],
)
def test_what_programs_add_is_no_column_and_no_row(tmp_path: Path, content: str) -> None:
    table = read(tmp_path / "a.csv", content)
    assert (table.rows.to_dicts(), table.left_out) == ([{"caption": CAPTION}], ("Nr",))


def test_a_heading_of_one_name_means_one_value_a_line(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", 'caption\nA heron, in Leiden; at dawn.\n"A door, ""red""."\n')
    assert table.rows["caption"].to_list() == ["A heron, in Leiden; at dawn.", 'A door, "red".']


def test_what_stands_below_no_name_is_named_by_its_place(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", f",caption\n7,{CAPTION}\n").left_out == ("(no name, column 1)",)


@pytest.mark.parametrize("content", [f"sep=,\ncaption,id\nA door.,1\n{CAPTION},2,3\n", "caption,id\n\n\na,1,2\n"])
def test_a_line_with_too_many_values_has_its_number_in_the_file(tmp_path: Path, content: str) -> None:
    with pytest.raises(EnvError, match="line 4 has 3 values, the heading names 2 columns"):
        read(tmp_path / "a.csv", content)


def test_a_zero_byte_is_found_by_a_rule_and_refuses_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"caption\nA heron\0 stands by a canal in Leiden.\n")
    found = audit.findings(tables.read(path), rule_pack(()), 1)
    assert found.filter(found["severity"] == "error").select("row", "rule").rows() == [(1, "control_tokens")]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("Un café à Málaga, près de l’été.", "mac_roman", "Mac Roman"),
        ("Ein Graureiher über dem Fluß, früh im März.", "mac_roman", "Mac Roman"),
        ("Un café à Málaga, près de l’été.", "cp1252", "Windows-1252"),
        ("400 m² Garten am Haus in Köln.", "cp1252", "Windows-1252"),
        ("Ein Graureiher über dem Fluß, früh im März.", "cp850", "CP850"),
        ("Łódź jesienią, żółte liście nad rzeką. Gęś śpi na brzegu.", "cp1250", "Windows-1250"),
        ("Příliš žluťoučký kůň stojí u řeky v Plzni.", "cp1250", "Windows-1250"),
        ("Красная площадь зимой, снег лежит на крышах.", "cp1251", "Windows-1251"),
        ("Красная площадь зимой, снег лежит на крышах.", "koi8_r", "KOI8-R"),
        ("運河に立つアオサギ、冬の朝。", "cp932", "CP932"),
        ("一只苍鹭站在冬天的运河里。", "gb18030", "GB 18030"),
    ],
)
def test_an_encoding_that_nothing_declares_is_the_one_that_fits(
    tmp_path: Path, text: str, encoding: str, said: str
) -> None:
    table = read(tmp_path / "a.csv", f"caption;nr\n{text};1\n".encode(encoding))
    assert (table.rows["caption"].to_list(), table.form) == ([text], f"CSV, {said}")


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    ["München im Winter.", "Köln am Rhein", "Århus harbour", "Ålesund, Norway", "señor", "Größe", "Übersee", "À Paris",
     "Élise", "français", "Nîmes", "Ätna", "ÖBB Zug", "Tromsø", "10 °C outside", "It’s “a bird” – there…",
     "ÉTÉ À PARIS"],
)  # fmt: skip
def test_a_few_words_are_enough_to_tell_windows_from_mac(tmp_path: Path, text: str, encoding: str) -> None:
    table = read(tmp_path / "a.csv", f"caption\n{text}\n".encode(encoding))
    assert table.rows["caption"].to_list() == [text]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_characters_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path / "a.csv", f"caption,nr\n{CAPTION},1\n".encode(encoding)).rows["caption"].item() == CAPTION


def test_one_line_in_another_encoding_spoils_no_other(tmp_path: Path) -> None:
    content = "caption\nUn café à Málaga.\n".encode() + "Ein Graureiher im März.\n".encode("cp1252")
    table = read(tmp_path / "a.csv", content)
    assert table.rows["caption"].to_list() == ["Un café à Málaga.", "Ein Graureiher im März."]
    assert table.form == "CSV, UTF-8 and Windows-1252"


def test_an_encoding_that_is_not_certain_is_asked_for_and_can_be_named(tmp_path: Path) -> None:
    content = "caption\nΈνας ερωδιός στέκεται στο κανάλι.\n".encode("cp1253")
    with pytest.raises(EnvError, match=r"line 2 are not UTF-8, .* write encoding=cp1250"):
        read(tmp_path / "a.csv", content)
    table = read(tmp_path / "a.csv", content, Reading(encoding="cp1253"))
    assert table.rows["caption"].item() == "Ένας ερωδιός στέκεται στο κανάλι."
    with pytest.raises(EnvError, match="line 2 are not UTF-8"):
        read(tmp_path / "a.csv", b"caption\n\xff\xff\n", Reading(encoding="utf-8"))


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """A workbook as Excel packs it (ECMA-376): values only."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1))
    related = "".join(
        f'<Relationship Id="r{at}" Type="{office}/worksheet" Target="worksheets/{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
    }
    for at, rows in enumerate(sheets.values(), 1):
        body = "".join(f'<row r="{number}">{_cells(number, row)}</row>' for number, row in enumerate(rows, 1) if row)
        files[f"xl/worksheets/{at}.xml"] = f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return made.getvalue()


def _cells(number: int, row: Sequence[Cell]) -> str:
    return "".join(
        f'<c r="{chr(65 + at)}{number}"><v>{value}</v></c>'
        if isinstance(value, int)
        else f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        for at, value in enumerate(row)
        if value is not None
    )


SHEETS: Mapping[str, Sequence[Sequence[Cell]]] = {
    "Notes": [["What is this?"]],
    "Empty": [],
    "Texts": [
        [],
        ["Caption", "Nr", None, "Keywords", None],
        [CAPTION, 7, None, "heron; canal", None],
        [],
        ["Łódź & <Leiden>", 8, None, None, "seen"],
        [None, None],
    ],
    "Old": [["Caption"], ["Another."]],
}


def test_a_spreadsheet_is_read_from_the_first_sheet_with_texts(tmp_path: Path) -> None:
    table = read(tmp_path / "texts.csv", workbook(SHEETS))  # whatever it is called
    assert table.rows.to_dicts() == [
        {"caption": CAPTION, "keywords": ["heron", " canal"]},
        {"caption": None, "keywords": None},
        {"caption": "Łódź & <Leiden>", "keywords": None},
    ]
    assert (table.left_out, table.form) == (("Nr", "(no name, column 5)"), "sheet 'Texts'")


def test_a_sheet_of_libreoffice_is_read_too(tmp_path: Path) -> None:
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    rows = "".join(
        '<table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>{value}</text:p></table:table-cell></table:table-row>"
        for value in ("Caption", CAPTION)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        packed.writestr(
            "content.xml",
            f"<office:document-content {namespaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Texts">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    table = read(tmp_path / "a.ods", made.getvalue())
    assert (table.rows["caption"].to_list(), table.form) == ([CAPTION], "sheet 'Texts'")


def test_a_sheet_can_be_named(tmp_path: Path) -> None:
    assert read(tmp_path / "a.xlsx", workbook(SHEETS), Reading(sheet="Old")).rows["caption"].to_list() == ["Another."]
    with pytest.raises(ConfigError, match="Did you mean 'Texts'"):
        read(tmp_path / "a.xlsx", workbook(SHEETS), Reading(sheet="Text"))
    with pytest.raises(ConfigError, match="It has no sheets"):
        read(tmp_path / "a.csv", f"caption\n{CAPTION}\n", Reading(sheet="Text"))


def test_a_spreadsheet_that_unpacks_to_gigabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "_MOST_BYTES", 1000)
    with pytest.raises(EnvError, match="more than a table of texts needs"):
        read(tmp_path / "a.xlsx", workbook(SHEETS))


def test_columns_of_other_names_are_offered_with_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        read(tmp_path / "a.csv", "Dateiname,Headline,Description,Image Tags,Tags\na,b,c,d,e\n")
    said = str(raised.value)
    assert "Is 'Description' the caption? Is 'Tags' the keywords? Is 'Dateiname' the file_name?" in said
    assert said.endswith("Write: columns.caption=Description columns.keywords=Tags columns.file_name=Dateiname")


def test_a_column_that_was_left_out_is_offered_where_it_could_be_one_that_is_not_there(tmp_path: Path) -> None:
    table = read(tmp_path / "a.csv", f"caption,Image Alt,Title\n{CAPTION},x,y\n")
    assert table.left_out == ("Image Alt (the alt_text? Write 'columns.alt_text=Image Alt')", "Title")


def test_columns_can_be_named(tmp_path: Path) -> None:
    content = "Image Description,caption,Tags\nMine.,Yours.,a;b\n"
    named = Reading({"caption": "image description", "keywords": "Tags"})
    table = read(tmp_path / "a.csv", content, named)
    assert table.rows.to_dicts() == [{"caption": "Mine.", "keywords": ["a", "b"]}]
    assert table.left_out == ("caption",)
    with pytest.raises(ConfigError, match=r"columns\.caption=Tag: .* has no such column\. Did you mean 'Tags'"):
        read(tmp_path / "a.csv", content, Reading({"caption": "Tag"}))


def test_the_command_line_says_how_a_table_is_read() -> None:
    request = asked(["a.csv", "columns.caption=Image Description", "encoding=mac_roman", "sheet=My texts"])
    assert request.reading == Reading({"caption": "Image Description"}, "mac_roman", "My texts")
    with pytest.raises(ConfigError) as raised:
        asked(["a.csv", "columns.captoin=x", "encoding=utf-99", "sheet=", "encoding=base64"])
    assert "Did you mean 'columns.caption'?" in str(raised.value)
    assert "encoding=base64: there is no such encoding" in str(raised.value)
    assert "sheet=: empty." in str(raised.value)


def test_what_columns_could_be_is_known() -> None:
    assert all(meant(name) is None for name in (*COLUMNS, "Alt Text", "id", "price"))
    assert separated.spoken("utf-8-sig") == "UTF-8"
