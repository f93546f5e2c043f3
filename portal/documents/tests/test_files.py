from portal.documents.files import stored_name


def test_a_pdf_lies_under_the_name_of_its_content() -> None:
    assert stored_name("AB" + "c" * 62) == "ab/ab" + "c" * 62 + ".pdf"
