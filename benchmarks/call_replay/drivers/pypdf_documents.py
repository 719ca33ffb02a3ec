"""Documents that are made, written, read, changed and encrypted with pyPdf, and its filters."""

import random
import sys
import time
import zlib
from StringIO import StringIO

import pyPdf
from pyPdf import filters, generic, pdf, utils

PAGE = """BT /F1 24 Tf 72 720 Td (Hello, \\(world\\) caf\\351) Tj T* [(A) -120 (B)] TJ ET
q 1 0 0 1 50 50 cm 0.5 g 10 20 30 40 re f Q
BI /W 2 /H 1 /BPC 8 /CS /G ID \x00\xff EI
"""


def document(pages, compress=False):
    """A PDF with so many pages, an outline, a named destination and information."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R /Dests << /there [6 0 R /Fit] >> >>",
        "<< /Type /Pages /Count %d /Kids [%s] >>"
        % (pages, " ".join("%d 0 R" % (6 + 2 * number) for number in range(pages))),
        "<< /Title (Prices \\376) /Author <FEFF00E90041> /Producer (by hand) /Pages 12 >>",
        "<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>",
        "<< /Title (One) /Parent 4 0 R /Dest [6 0 R /XYZ 0 700 null] >>",
    ]
    for number in range(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 %d] /Contents %d 0 R /Rotate 90"
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
            " >> /ProcSet [/PDF /Text] >> >>" % (792 - number, 7 + 2 * number)
        )
        data = PAGE
        extra = ""
        if compress:
            data, extra = zlib.compress(data), " /Filter /FlateDecode"
        objects.append("<< /Length %d%s >>\nstream\n%s\nendstream" % (len(data), extra, data))
    text, places = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects):
        places.append(len(text))
        text += "%d 0 obj\n%s\nendobj\n" % (number + 1, content)
    start = len(text)
    text += "xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    text += "".join("%010d 00000 n \n" % place for place in places)
    text += "trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R /ID [<61> <62>] >>\n" % (len(objects) + 1)
    return text + "startxref\n%d\n%%%%EOF\n" % start


def check(found, wanted):
    if found != wanted:
        sys.stderr.write("%r is not %r\n" % (found, wanted))
        sys.exit(1)


def read():
    for compress in (False, True):
        reader = pyPdf.PdfFileReader(StringIO(document(3, compress)))
        check(reader.getNumPages(), 3)
        check(reader.getIsEncrypted(), False)
        info = reader.getDocumentInfo()
        check(info.author, "\xe9A")
        check(info.producer, "by hand")
        check((info.subject, info.creator), (None, None))
        info.title, info.title_raw
        check(len(reader.getOutlines()), 1)
        reader.getNamedDestinations()
        page = reader.getPage(1)
        text = page.extractText()
        check("Hello, (world)" in text, True)
        box = page.mediaBox
        check([int(box.getWidth()), int(box.getHeight())], [612, 791])
        box.upperRight, box.lowerLeft, box.upperLeft, box.lowerRight
        box.lowerLeft = (1, 2)
        box.upperRight = (600, 700)
        check(len(list(reader.pages)), 3)
        reader.getXmpMetadata()


def write():
    reader = pyPdf.PdfFileReader(StringIO(document(2)))
    writer = pyPdf.PdfFileWriter()
    first = reader.getPage(0)
    writer.addPage(first.rotateClockwise(90))
    other = reader.getPage(1)
    other.mergePage(first)
    other.mergeScaledTranslatedPage(first, 0.5, 10, 20)
    other.mergeRotatedPage(first, 45)
    other.scaleBy(2)
    other.compressContentStreams()
    writer.insertPage(other, 0)
    writer.addBlankPage(100, 200)
    writer.insertBlankPage(index=1)
    check(writer.getNumPages(), 4)
    writer.getPage(0)
    out = StringIO()
    writer.write(out)
    again = pyPdf.PdfFileReader(StringIO(out.getvalue()))
    check(again.getNumPages(), 4)
    again.getPage(0).extractText()


def encrypt():
    for is_long in (False, True):
        writer = pyPdf.PdfFileWriter()
        writer.addPage(pyPdf.PdfFileReader(StringIO(document(1))).getPage(0))
        writer.encrypt("user", "owner", use_128bit=is_long)
        out = StringIO()
        writer.write(out)
        reader = pyPdf.PdfFileReader(StringIO(out.getvalue()))
        check(reader.getIsEncrypted(), True)
        check(reader.decrypt("wrong"), 0)
        check(reader.decrypt("user"), 1)
        check(reader.getNumPages(), 1)
        reader.getPage(0).extractText()


def pin():
    """The same identifiers of documents in every run."""
    random.random = lambda: 0.25
    time.time = lambda: 1300000001.0


def parts():
    check(filters.ASCIIHexDecode.decode("48 65 6c6C6f>"), "Hello")
    check(filters.ASCII85Decode.decode("87cURD]j~>"), "Hello ")
    rows = "\x00abc\x01\x01\x01\x01\x02\x01\x01\x01"
    settings = {"/Predictor": 12, "/Columns": 3}
    check(len(filters.FlateDecode.decode(zlib.compress(rows), settings)), 9)
    check(filters.FlateDecode.decode(filters.FlateDecode.encode("data"), None), "data")
    for text in (
        "(a\\(b\\)\\n\\101\\\n(c))", "<48656C6>", "[1 2.5 -3 (x) /Name true null]",
        "<< /A 1 /B [1 0 R] /C << /D (e) >> >>", "false", "/Na#me ", "% note\n12 ",
    ):  # fmt: skip
        for found in (generic.readObject(StringIO(text + " "), None),):
            out = StringIO()
            found.writeToStream(out, None)
            found.writeToStream(StringIO(), "12345")
            repr(found)
    check(utils.RC4_encrypt("Key", "Plaintext"), "\xbb\xf3\x16\xe8\xd9@\xaf\n\xd3")
    check(utils.matrixMultiply([[1, 2]], [[3], [4]]), [[11]])
    check(utils.readUntilWhitespace(StringIO("ab cd")), "ab")
    check(utils.readNonWhitespace(StringIO("  x")), "x")
    check(pdf.convertToInt("\x01\x02", 2), 258)
    check(generic.decode_pdfdocencoding("caf\xe9"), "caf\xe9")
    check(generic.encode_pdfdocencoding("caf\xe9"), "caf\xe9")
    for text in ("plain", "caf\xe9", "\xfe\xff\x00a"):
        generic.createStringObject(text).writeToStream(StringIO(), None)
    for broken in ("<< 1", "nul ", "trve "):
        try:
            generic.readObject(StringIO(broken), None)
        except Exception:
            pass


pin()
read()
write()
encrypt()
parts()
