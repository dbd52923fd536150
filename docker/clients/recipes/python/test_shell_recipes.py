"""The shell recipes, as they stand in the page, with the AWS CLI."""

import os
import pathlib
import subprocess
import tempfile
import unittest

import user

CLIENTS = pathlib.Path(__file__).resolve().parent.parent.parent
SCRIPTS = CLIENTS / "recipes" / "target" / "sh"

# An older AWS CLI does not know AWS_ENDPOINT_URL.
AWS = """#!/bin/sh
if [ "$1" = sts ]; then
  set -- "$@" --endpoint-url "$STS_ENDPOINT" --query Arn --output text
fi
exec "$REAL_AWS" "$@"
"""


class ShellRecipesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.refresh_token = self.home / ".keycloak" / "refresh-token"
        self.refresh_token.parent.mkdir()
        aws = self.home / "bin" / "aws"
        aws.parent.mkdir()
        aws.write_text(AWS)
        aws.chmod(0o755)
        self.environment = {
            "PATH": f"{aws.parent}:{SCRIPTS}:{CLIENTS}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "REAL_AWS": os.environ["AWS"],
            "STS_ENDPOINT": user.STS,
            "AWS_REGION": user.REGION,
            "AWS_DEFAULT_REGION": user.REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
            "REALM": user.REALM,
            "CLIENT_ID": user.STACK["client"],
        }
        self.user = user.User()
        self.refresh_token.write_text(self.user.tokens["refresh_token"])

    def run_recipe(self, name):
        return subprocess.run(
            ["sh", "-eu", SCRIPTS / name],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def assert_signed_in(self, done):
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertTrue(done.stdout.startswith(user.SIGNED_IN_ROLE), done.stdout)

    def assert_refused(self, done, reason):
        self.assertNotEqual(0, done.returncode, done.stdout)
        self.assertIn(reason, done.stderr)
        self.assertNotIn("eyJ", done.stdout + done.stderr)

    def test_credential_process(self):
        self.assert_signed_in(self.run_recipe("aws-cli.sh"))
        self.assert_signed_in(self.run_recipe("aws-cli.sh"))
        self.assertEqual(0o600, self.refresh_token.stat().st_mode & 0o777)
        self.assertEqual([self.refresh_token], list(self.refresh_token.parent.iterdir()))

        self.user.sign_out()
        done = self.run_recipe("aws-cli.sh")
        self.assert_refused(done, "keycloak-token: sign in again: ")
        self.assert_refused(done, "keycloak-credentials: the token command failed")
        self.assertTrue(self.refresh_token.read_text(), "left as it was")

    def test_container(self):
        self.assert_signed_in(self.run_recipe("container.sh"))
        self.user.sign_out()
        self.assert_refused(self.run_recipe("container.sh"), "keycloak-token: sign in again: ")

    def test_token_without_a_refresh_token(self):
        self.refresh_token.unlink()
        reason = f"keycloak-token: sign in: there is no {self.refresh_token}"
        self.assert_refused(self.run_recipe("aws-cli.sh"), reason)


if __name__ == "__main__":
    unittest.main()
