"""docker/clients/keycloak-credentials: with the AWS CLI and boto3, in each shell, and against servers that misbehave."""

import contextlib
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.parse
from unittest import mock

import boto3
from botocore.exceptions import CredentialRetrievalError

import user

SCRIPT = pathlib.Path(__file__).resolve().parent.parent.parent / "keycloak-credentials"
SHELLS = [["dash"], ["bash", "--posix"], ["busybox", "sh"]]
TOKEN = "eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl"
ANSWER = '{"Version":1,"AccessKeyId":"ASIA1","SecretAccessKey":"s/+=","SessionToken":"t","Expiration":"2030-01-01T00:00:00Z"}'

FAKE_CURL = """#!/bin/sh
for argument in "$@"; do printf '%s\\n' "$argument"; done >"$SEEN/arguments"
env >"$SEEN/environment"
cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' >"$SEEN/processes"
cat >"$SEEN/stdin"
printf '%s\\n200' '{"Version":1,"AccessKeyId":"ASIA1"}'
"""


@contextlib.contextmanager
def server(status, body, **headers):
    """Answers every request in the same way; gives its realm's URL and the list of requests."""
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=[0.01])
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}/realms/demo", seen
        finally:
            running.shutdown()
            thread.join()


class WithFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, text, name="token"):
        path = self.folder / name
        path.write_bytes(text.encode())
        return str(path)

    def call(self, *arguments, shell=("sh",), **environment):
        return subprocess.run(
            [*shell, str(SCRIPT), *arguments],
            env={"PATH": os.environ["PATH"], **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def assert_fails(self, done, *sentences, code=1):
        self.assertEqual(code, done.returncode, done.stdout + done.stderr)
        self.assertEqual("", done.stdout)
        for sentence in sentences:
            self.assertIn(sentence, done.stderr)
        self.assertNotIn("eyJ", done.stderr)


class CommandLineTest(WithFolder):
    def test_help(self):
        for shell in SHELLS:
            with self.subTest(shell=shell):
                done = self.call("--help", shell=shell)
                self.assertEqual((0, ""), (done.returncode, done.stderr))
                self.assertIn("usage: keycloak-credentials --url", done.stdout)

    def test_misuse(self):
        url = "--url", "http://127.0.0.1:1/realms/demo"
        file = "--token-file", self.file(TOKEN)
        for arguments, sentence in [
            ((), "--url is missing"),
            (url, "--token-file or --token-command is missing"),
            ((*url, *file, "--token-command", "true"), "exclude each other"),
            ((*url, "--token-file"), "--token-file needs a value"),
            ((*url, "--token-file", ""), "--token-file needs a value"),
            ((*url, *file, "--rolle", "x"), "unknown argument: --rolle"),
            (("--url", "https://keycloak.example.org/", *file), "not a realm's URL"),
            (("--url", "keycloak.example.org/realms/demo", *file), "not a realm's URL"),
            (("--url", "file:///realms/demo", *file), "not a realm's URL"),
        ]:
            for shell in SHELLS:
                with self.subTest(arguments=arguments, shell=shell):
                    done = self.call(*arguments, shell=shell)
                    self.assert_fails(done, sentence, "see --help", code=2)

    def test_token_files_that_hold_no_token(self):
        url = "--url", "http://127.0.0.1:1/realms/demo"
        for path, sentence in [
            (str(self.folder / "missing"), "there is no token file"),
            (str(self.folder), "there is no token file"),
            (self.file("", "empty"), "gave no token"),
            (self.file("\n\n", "newlines"), "gave no token"),
            (self.file(f"{TOKEN}\n{TOKEN}\n", "two"), "something else than one access token"),
            (self.file('{"access_token":"eyJ"}', "json"), "something else than one access token"),
            (self.file(f"{TOKEN}\nX-Other: header", "header"), "something else than one access token"),
        ]:
            for shell in SHELLS:
                with self.subTest(path=path, shell=shell):
                    self.assert_fails(self.call(*url, "--token-file", path, shell=shell), sentence)

    def test_token_file_of_somebody_else(self):
        path = self.file(TOKEN)
        os.chmod(path, 0)
        os.chmod(self.folder, 0o755)
        done = subprocess.run(
            ["setpriv", "--reuid=65534", "--clear-groups", "--bounding-set=-all"]
            + ["sh", "-s", "--", "--url", "http://127.0.0.1:1/realms/demo", "--token-file", path],
            input=SCRIPT.read_text(),
            capture_output=True,
            text=True,
            timeout=60,
        )
        self.assert_fails(done, "is not readable")

    def test_token_commands_that_fail(self):
        url = "--url", "http://127.0.0.1:1/realms/demo"
        for command, sentences in [
            ("echo 'sign in again' >&2; exit 7", ["sign in again", "the token command failed with exit code 7"]),
            ("true", ["the token command gave no token"]),
            ("no-such-command", ["the token command failed with exit code 127"]),
        ]:
            for shell in SHELLS:
                with self.subTest(command=command, shell=shell):
                    done = self.call(*url, "--token-command", command, shell=shell)
                    self.assert_fails(done, *sentences)

    def test_without_curl(self):
        tools = self.folder / "tools"
        tools.mkdir()
        for tool in "cat", "tr", "sed":
            (tools / tool).symlink_to(shutil.which(tool))
        url = "--url", "http://127.0.0.1:1/realms/demo"
        done = self.call(*url, "--token-file", self.file(TOKEN), shell=[shutil.which("dash")], PATH=str(tools))
        self.assert_fails(done, "curl is not installed")

    def test_the_token_is_in_no_process_and_no_environment(self):
        curl = self.folder / "bin" / "curl"
        curl.parent.mkdir()
        curl.write_text(FAKE_CURL)
        curl.chmod(0o755)
        for shell in SHELLS:
            with self.subTest(shell=shell):
                done = self.call(
                    *("--url", "https://keycloak.example.org/realms/demo"),
                    *("--token-file", self.file(TOKEN)),
                    shell=shell,
                    PATH=f"{curl.parent}:{os.environ['PATH']}",
                    SEEN=str(self.folder),
                    # Names that the script uses: a variable that came exported would stay so.
                    **dict.fromkeys(["token", "answer", "body"], "from outside"),
                )
                self.assertEqual(0, done.returncode, done.stderr)
                seen = {name: (self.folder / name).read_text() for name in ("arguments", "environment", "processes")}
                self.assertIn(str(SCRIPT), seen["processes"])
                for name, text in seen.items():
                    self.assertNotIn(TOKEN, text, name)
                self.assertEqual(f"Authorization: Bearer {TOKEN}\n", (self.folder / "stdin").read_text())


class ServerTest(WithFolder):
    def ask(self, url, *arguments, shell=("sh",)):
        return self.call("--url", url, "--token-file", self.file(TOKEN + "\n"), *arguments, shell=shell)

    def test_what_is_asked(self):
        for shell in SHELLS:
            with self.subTest(shell=shell), server(200, ANSWER) as (url, seen):
                role = "data & reader?=é+%"
                done = self.ask(url, "--role", role, "--pool", "reports", "--duration", "900", shell=shell)
                self.assertEqual((0, ANSWER + "\n", ""), (done.returncode, done.stdout, done.stderr))
                [(path, headers)] = seen
                self.assertEqual([f"Bearer {TOKEN}"], headers.get_all("Authorization"))
                door, query = path.split("?")
                self.assertEqual("/realms/demo/cognito/credentials", door)
                self.assertEqual(
                    [("role", role), ("pool", "reports"), ("duration", "900")], urllib.parse.parse_qsl(query)
                )

    def test_every_way_to_write_a_token(self):
        for text in TOKEN, f"{TOKEN}\n", f"{TOKEN}\r\n", f"Bearer {TOKEN}", f"Bearer {TOKEN}\n":
            for shell in SHELLS:
                with self.subTest(text=text, shell=shell), server(200, ANSWER) as (url, seen):
                    path = self.file(text)
                    for source in ("--token-file", path), ("--token-command", f"cat {path}"):
                        done = self.call("--url", url + "/", *source, shell=shell)
                        self.assertEqual(0, done.returncode, done.stderr)
                    for path, headers in seen:
                        self.assertEqual("/realms/demo/cognito/credentials", path)
                        self.assertEqual([f"Bearer {TOKEN}"], headers.get_all("Authorization"))

    def test_refusals(self):
        reason = 'The role "x" is not yours / C:\\roles.'
        refused = json.dumps({"error": "access_denied", "error_description": reason, "message": "other"})
        pretty = json.dumps({"error_description": reason}, indent=2)
        for status, body, sentence in [
            (403, refused, f"keycloak-credentials: {reason} (HTTP 403)\n"),
            (403, refused.replace("/", "\\/"), f"{reason} (HTTP 403)\n"),
            (401, pretty, f"{reason} (HTTP 401)\n"),
            (500, "<html>", "gave no credentials and no reason (HTTP 500)"),
            (503, "", "gave no credentials and no reason (HTTP 503)"),
            (404, '{"error":"not found"}', "gave no credentials and no reason (HTTP 404)"),
            (200, "<html>sign in</html>", "gave no credentials and no reason (HTTP 200)"),
            (200, "", "gave no credentials and no reason (HTTP 200)"),
            (201, ANSWER, "gave no credentials and no reason (HTTP 201)"),
        ]:
            for shell in SHELLS:
                with self.subTest(status=status, body=body, shell=shell), server(status, body) as (url, _):
                    self.assert_fails(self.ask(url, shell=shell), sentence)

    def test_redirects_are_not_followed(self):
        with server(200, ANSWER) as (elsewhere, asked):
            with server(302, "", Location=elsewhere) as (url, _):
                self.assert_fails(self.ask(url), "redirects (HTTP 302)")
            self.assertEqual([], asked)

    def test_unreachable(self):
        with server(200, ANSWER) as (url, _):
            pass
        for shell in SHELLS:
            with self.subTest(shell=shell):
                self.assert_fails(self.ask(url, shell=shell), f"{url} cannot be reached", "curl: (7)")


class AwsTest(WithFolder):
    """As the AWS CLI and boto3 run it."""

    def profile(self, token, *arguments):
        command = [str(SCRIPT), "--url", user.REALM, "--token-file", self.file(token + "\n"), *arguments]
        config = self.file(f"[profile keycloak]\ncredential_process = {' '.join(command)}\n", "config")
        return {
            "PATH": os.environ["PATH"],
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_CONFIG_FILE": config,
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            "AWS_PROFILE": "keycloak",
        }

    def aws_cli(self, environment):
        return subprocess.run(
            [os.environ["AWS"], "sts", "get-caller-identity", "--query", "Arn", "--output", "text"]
            + ["--region", user.REGION, "--endpoint-url", user.STS],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def boto3(self, environment):
        with mock.patch.dict(os.environ, environment, clear=True):
            sts = boto3.session.Session().client("sts", region_name=user.REGION, endpoint_url=user.STS)
            return sts.get_caller_identity()["Arn"]

    def test_credentials(self):
        environment = self.profile(user.User().access_token(), "--pool", "default")
        done = self.aws_cli(environment)
        self.assertTrue(done.stdout.startswith(user.SIGNED_IN_ROLE), done.stderr)
        self.assertEqual(done.stdout.strip(), self.boto3(environment))

    def test_reasons_reach_the_user(self):
        signed_out = user.User()
        signed_out.sign_out()
        for somebody, arguments, reason in [
            (user.User("other-app"), (), None),
            (signed_out, (), None),
            (user.User(), ("--pool", "no-such-pool"), "no-such-pool"),
        ]:
            reason = reason or somebody.refusal()
            with self.subTest(reason):
                environment = self.profile(somebody.access_token(), *arguments)
                done = self.aws_cli(environment)
                self.assertNotEqual(0, done.returncode)
                with self.assertRaises(CredentialRetrievalError) as caught:
                    self.boto3(environment)
                for shown in done.stderr, str(caught.exception):
                    self.assertIn(f"keycloak-credentials: ", shown)
                    if reason != "no-such-pool":
                        self.assertIn(reason, shown)
                    self.assertIn("(HTTP 4", shown)
                    self.assertNotIn("eyJ", shown)


if __name__ == "__main__":
    unittest.main()
