"""Which texts are no English articles, and that English news of every kind is fit."""

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.fitness import unfit

ENGLISH = "The minister came to the port on Monday."
FOREIGN = [
    (
        "German",
        "Der Minister traf am Montag den Botschafter der Schweiz. Er sagte, die Gespräche seien offen gewesen und würden fortgesetzt.",
    ),
    ("French", "Le ministre a rencontré lundi l'ambassadeur de Suisse à Paris. Il a déclaré que les discussions étaient ouvertes."),
    ("Spanish", "El ministro se reunió el lunes con el embajador de Suiza en Madrid. Dijo que las conversaciones fueron abiertas."),
    (
        "Portuguese",
        "O ministro reuniu-se na segunda-feira com o embaixador da Suíça. Disse que as conversas foram abertas e que vão continuar.",
    ),
    ("Italian", "Il ministro ha incontrato lunedì l'ambasciatore svizzero. Ha detto che i colloqui sono stati aperti."),
    ("Dutch", "De minister ontmoette maandag de ambassadeur van Zwitserland. Hij zei dat de gesprekken open waren en dat ze doorgaan."),
    ("Swedish", "Ministern träffade i måndags den schweiziske ambassadören. Han sade att samtalen var öppna och att de fortsätter."),
    (
        "Danish or Norwegian",
        "Ministeren mødte mandag den schweiziske ambassadør. Han sagde, at samtalerne var åbne, og at de fortsætter til næste uge.",
    ),
    ("Polish", "Minister spotkał się w poniedziałek z ambasadorem Szwajcarii. Powiedział, że rozmowy były otwarte i że będą trwać."),
    ("Czech", "Ministr se v pondělí setkal se švýcarským velvyslancem. Řekl, že rozhovory byly otevřené a že budou pokračovat."),
    (
        "Hungarian",
        "A miniszter hétfőn találkozott a svájci nagykövettel. Azt mondta, hogy a tárgyalás nem volt könnyű, és hogy még egy lesz.",
    ),
    ("Romanian", "Ministrul s-a întâlnit luni cu ambasadorul Elveției. A spus că discuțiile au fost deschise și că nu sunt încheiate."),
    (
        "Turkish",
        "Bakan pazartesi günü İsviçre büyükelçisi ile bir araya geldi. Bu hafta için çok önemli olduğunu söyledi.",
    ),
    (
        "Indonesian",
        "Menteri bertemu dengan duta besar Swiss pada hari Senin. Dia mengatakan bahwa pembicaraan itu terbuka dan akan dilanjutkan.",
    ),
    (
        "Finnish",
        "Ministeri tapasi maanantaina Sveitsin suurlähettilään. Hän sanoi, että keskustelu oli avoin ja että se jatkuu, mutta ei nyt.",
    ),
    (
        "Vietnamese",
        "Bộ trưởng đã gặp đại sứ của Thụy Sĩ. Ông nói rằng các cuộc đàm phán là cởi mở và sẽ được tiếp tục trong những ngày này.",
    ),
    (
        "Swahili",
        "Waziri alikutana na balozi wa Uswisi siku ya Jumatatu. Amesema kuwa mazungumzo yalikuwa ya wazi na yataendelea katika siku hii.",
    ),
]


@pytest.mark.parametrize(("language", "text"), FOREIGN)
def test_an_article_in_another_language_is_told_with_the_language(language: str, text: str):
    assert unfit(text) == f"not English ({language} stop words prevail)"


def test_each_language_of_the_data_is_tried():
    languages = tomllib.loads(files("kg").joinpath("data", "fitness.toml").read_text("utf-8"))["languages"]

    assert set(languages) == {language for language, _ in FOREIGN}


@pytest.mark.parametrize(
    ("script", "text"),
    [
        ("Cyrillic", "Министр встретился в понедельник с послом Швейцарии."),
        ("CJK", "部长周一会见了瑞士大使。"),
        ("Arabic", "التقى الوزير يوم الاثنين السفير السويسري."),
        ("Greek", "Ο υπουργός συναντήθηκε τη Δευτέρα με τον πρέσβη."),
        ("Hangul", "장관은 월요일에 대사를 만났다."),
        ("Devanagari", "मंत्री ने सोमवार को राजदूत से मुलाकात की।"),
    ],
)
def test_an_article_in_another_script_is_told(script: str, text: str):
    assert unfit(text) == f"not English ({script} letters prevail)"


def test_an_unknown_language_is_told_by_its_lack_of_english():
    text = "Rēzekne pulcēja tirgotājus Latgalē, Daugavpilī, Ventspilī, Jelgavā. Ministre apmeklēja ostu, slavēja apkalpi, solīja atbalstu. "

    assert unfit(text * 6) == "not English, or no sentences (next to no English stop words)"


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("PDF's bytes", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj"),
        ("PDF's bytes", "xref\n3 0 obj\n<< /Length 9 >>\nstream\nq\nendstream\nendobj\n%%EOF"),
        ("base64", "VGhlIG1pbmlzdGVyIGNhbWUgdG8gdGhlIHBvcnQgb24gTW9uZGF5LCBhbmQgdGhlIG1lbiBvZiB0aGUgaGFyYm91cg==\n" * 4),
        ("binary", "\x01\x02\x03abc\x04\x05 \ufffd\ufffd the minister\x06 \x0e came"),
        ("HTML", f"<html><body><p>{ENGLISH}</p></body></html>"),
        ("JSON", json.dumps({"title": "Port opens", "text": ENGLISH})),
        ("table of numbers", "Year\tGrowth\tDebt\n2019\t3.1\t45.2\n2020\t-2.0\t51.0\n2021\t4.4\t50.1\n"),
        ("table of numbers", "1 2 3 4 5 6 7"),
        ("table of numbers", "Ghana 30.8 238 (1.2)\nTogo 8.6 57 (0.3)\nBenin 13.3 115 (0.9)\n"),
        ("a table", "Name;Party;Vote\nA. Ofori;Labour;yes\nB. Mensah;Green;no\nC. Boateng;Labour;no\nD. Owusu;Green;yes"),
        ("code", "import os\n\ndef main(x):\n    return os.path.join(x, 'a')\n\nif __name__ == '__main__':\n    main(3)\n"),
        ("code", "const a = require('x');\nfunction f(b) {\n  return b.map(c => c.id);\n}\nmodule.exports = { f };"),
        ("code", '#include <stdio.h>\nint main(void) {\n  printf("the port is open again");\n  return 0;\n}'),
        ("code", "SELECT name, id FROM users WHERE id = 3;\nINSERT INTO users VALUES (1, 'a');\nDELETE FROM ports;"),
        ("no sentence", "Hello"),
        ("no sentence", "Port.\nTema.\nGhana.\n"),
        ("no sentence", "..."),
    ],
)
def test_what_is_no_article_is_told(reason: str, text: str):
    assert re.search(reason, unfit(text) or "")


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Police arrest 12 in raid",
        "Minister visits port of Accra, hails crew",
        "Ghana, Togo sign pact\nPort of Tema reopens\nDockers end strike\nKenya names envoy\n" * 8,
        "“Nkosazana Dlamini-Nkosi, Adama Bictogo and Olusegun Adebayo met Sidi Ould Taleb,” said Mamadou Jallow.",
        "De la Vega meets van der Meer in El Salvador",
        "Luis da Souza and Santos dos Anjos met Al Haj el Amin in Rio de Janeiro",
        "Ursel von der Heide, Jean-Yves Le Goff and Luis de la Torre met in Las Palmas de Gran Canaria.",
        "Die Zeit reported that the chancellor met the party in Berlin on Monday.",
        "She said: “Wir haben es und wir sind froh” (we have it, and we are glad), and left with the men of the port.",
        "Growth was 3.1% in 2021, 2.2% in 2020 and 1.9% in 2019, the bank said.",
        "Results: Ghana 3, Togo 1; Mali 2, Benin 2. The cup goes to Ghana after 90 minutes of play.",
        "Monday, May 7, 2021\n\n",
        f"{ENGLISH}\nif (it) rains; they go home;\nsee https://coastdaily.example/a?b=c#d",
        "The minister {of ports} wrote: “import duties = 3 percent; return (to zero) by May”, and then she left the room.",
    ],
)
def test_english_news_is_fit(text: str):
    assert unfit(text) is None


def test_the_real_texts_are_fit(shared: Path):
    texts = {str(path): path.read_text("utf-8") for path in sorted(shared.rglob("*.txt"))}
    plain = (shared / "eval" / "wikinews-plain.jsonl").read_text("utf-8").splitlines()
    texts |= {article["id"]: article["text"] for article in map(json.loads, plain)}

    assert {name: reason for name, text in texts.items() if (reason := unfit(text))} == {}


def test_a_single_paragraph_of_the_real_texts_is_fit(shared: Path):
    plain = (shared / "eval" / "wikinews-plain.jsonl").read_text("utf-8").splitlines()
    paragraphs = [part for line in plain[::5] for part in json.loads(line)["text"].splitlines() if len(part.split()) > 12]

    assert [part for part in paragraphs if unfit(part)] == []


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str):
    reason = unfit(text)

    assert reason is None or reason.isprintable()


@pytest.mark.parametrize("piece", ["word ", "a", "1 ", "[", "a=", "<p", "'", "{", "(a", "x\n", "\n"])
def test_a_long_text_is_judged_by_samples(piece: str):
    start = process_time()
    unfit(piece * (5_000_000 // len(piece)))

    assert process_time() - start < 3
