from standoff.codebook.dossier import Issue
from standoff.relating.issues import IssueIndex
from tests.relating.test_positions import placed


def test_copies_of_one_text_count_as_one_origin() -> None:
    index = IssueIndex(issues=(Issue(id="port", name="The port", words=("port",)),), found=False)
    about = [placed("reject", 1), placed("reject", 2), placed("reject", 3)]
    (row,) = index.rows(about, {"1.txt": "o", "2.txt": "o", "3.txt": "3.txt"}.__getitem__)
    assert (row.articles, row.origins) == (3, 2)
    (row,) = index.rows(about)
    assert (row.articles, row.origins) == (3, 3)
