"""What takes the recipes out of the page: it must not let one get lost."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

EXTRACT = pathlib.Path(__file__).resolve().parent.parent / "extract"
GOOD = "# Page\n\n## One\n\n**Tested in CI.** Text.\n\n<!-- tested: a/b.sh -->\n```sh\n#!/bin/sh\n\necho\n```\n\n## Two\n\nText.\n"


class ExtractTest(unittest.TestCase):
    def extract(self, page, *names):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "PAGE.md")
            path.write_text(page)
            done = subprocess.run(
                [sys.executable, EXTRACT, path, pathlib.Path(folder, "out"), *names], capture_output=True, text=True
            )
            files = sorted(pathlib.Path(folder, "out").rglob("*.*"))
            return done, {file.name: (file.read_text(), file.stat().st_mode & 0o111) for file in files}

    def test_writes_the_code(self):
        done, files = self.extract(GOOD, "a/b.sh")
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual({"b.sh": ("#!/bin/sh\n\necho\n", 0o111)}, files)

    def test_refuses(self):
        for page, names, sentence in [
            (GOOD, (), "['a/b.sh']"),
            (GOOD, ("a/b.sh", "c"), "['c']"),
            (GOOD + GOOD, ("a/b.sh",), "twice"),
            (GOOD.replace("<!-- tested: a/b.sh -->", "<!--tested: a/b.sh-->"), ("a/b.sh",), "label does not fit"),
            (GOOD.replace("-->\n```", "-->\n\n```"), ("a/b.sh",), "no code block"),
            (GOOD[: GOOD.index("\n```\n")], ("a/b.sh",), "does not end"),
            (GOOD.replace("**Tested in CI.**", "**Not run in CI.**"), ("a/b.sh",), "One: the label"),
            (GOOD.replace("## Two\n", "## Two\n\n**Tested in CI.**\n"), ("a/b.sh",), "Two: the label"),
            (GOOD + "\n```sh\n```\n", ("a/b.sh",), "Two: wants one label"),
        ]:
            with self.subTest(sentence):
                done, files = self.extract(page, *names)
                self.assertNotEqual(0, done.returncode)
                self.assertIn(sentence, done.stderr)
                self.assertEqual({}, files)


if __name__ == "__main__":
    unittest.main()
