"""
What botocore makes of the container-credentials and credential_process contracts, row by row.

The first class shows that our answers are what it takes, the others why they have to be as they are. Debian's botocore (1.29.27) and
that of requirements.txt are run; where they differ, a name `since_…` says so.
"""

import json
import os
import re
import tempfile
import unittest
from unittest import mock

import boto3
import botocore
from botocore.credentials import Credentials, RefreshableCredentials
from botocore.exceptions import CredentialRetrievalError, HTTPClientError
from botocore.utils import ContainerMetadataFetcher

import door
import stack

VERSION = tuple(map(int, botocore.__version__.split(".")))
# Where there is no changelog entry, the older one of the two versions that are run is named.
since_token_file = VERSION >= (1, 34, 41)
since_https_anywhere = VERSION >= (1, 42, 5)
since_debian_12 = VERSION > (1, 29, 27)
USES = 5


class MatrixTest(unittest.TestCase):
    def setUp(self):
        # Its pause between two tries is a second.
        pause = mock.patch.object(ContainerMetadataFetcher, "SLEEP_TIME", 0)
        pause.start()
        self.addCleanup(pause.stop)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        stack.write_private(path, text)
        return path

    def credentials(self, environment, uses=1):
        """What a new session finds, after so many uses."""
        with mock.patch.dict(os.environ, environment, clear=True):
            found = boto3.session.Session().get_credentials()
            for _ in range(uses):
                found.get_frozen_credentials()
            return found

    def from_door(self, opened, uses=1, path=door.REAL.path, **variables):
        url = opened.url(path)
        environment = stack.environment(AWS_CONTAINER_CREDENTIALS_FULL_URI=url, **variables)
        return self.credentials(environment, uses)

    def from_process(self, command, uses=1):
        config = self.file("config", f"[default]\ncredential_process = {command}\n")
        return self.credentials(stack.environment(AWS_CONFIG_FILE=config), uses)


class OurAnswerTest(MatrixTest):
    """Section c.1: Keycloak itself, seen through a door that counts."""

    def setUp(self):
        super().setUp()
        self.token = stack.token()

    def test_is_canonical(self):
        with door.opened(door.real) as watched:
            self.from_door(watched, USES, AWS_CONTAINER_AUTHORIZATION_TOKEN=self.token)
            ((status, headers, body),) = watched.answers
        self.assertEqual(200, status)
        self.assertEqual("application/json", headers["Content-Type"].split(";")[0])
        self.assertEqual("no-store", headers["Cache-Control"])
        members = json.loads(body)
        self.assertIs(int, type(members.pop("Version")))
        self.assertEqual({str}, set(map(type, members.values())))
        self.assertLessEqual(
            {"AccessKeyId", "SecretAccessKey", "Token", "SessionToken", "Expiration", "AccountId"}, set(members)
        )
        self.assertTrue(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", members["Expiration"]))

    def test_is_not_a_redirect(self):
        for suffix in "", "/", "?pool=default":
            with self.subTest(suffix), door.opened(door.real) as watched:
                self.from_door(
                    watched, path=door.REAL.path + suffix, AWS_CONTAINER_AUTHORIZATION_TOKEN=self.token
                )
                self.assertEqual([200], [status for status, _, _ in watched.answers])

    def test_account_id_is_used(self):
        with door.opened(door.real) as watched:
            found = self.from_door(watched, AWS_CONTAINER_AUTHORIZATION_TOKEN=self.token)
        if since_debian_12:
            self.assertEqual("123456789012", found.get_frozen_credentials().account_id)
        else:
            self.assertFalse(hasattr(found, "account_id"))

    def test_authorization_arrives_verbatim(self):
        for value in self.token, f"Bearer {self.token}":
            with self.subTest(value[:7]), door.opened(door.real) as watched:
                self.from_door(watched, AWS_CONTAINER_AUTHORIZATION_TOKEN=value)
                self.assertEqual([value], watched.authorizations())
                self.assertEqual("application/json", watched.requests[0].headers["Accept"])

    def test_token_and_token_file(self):
        with door.opened(door.real) as watched:
            wins, loses = (self.token, "not-asked") if since_token_file else ("not-asked", self.token)
            self.from_door(
                watched,
                AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=self.file("token", wins),
                AWS_CONTAINER_AUTHORIZATION_TOKEN=loses,
            )
            self.assertEqual([self.token], watched.authorizations())

    def test_refusals_are_shown_and_tried_three_times(self):
        for status, token in (401, None), (401, "no.access.token"), (403, stack.token("other-app")):
            with self.subTest(status, token=token and token[:2]), door.opened(door.real) as watched:
                variables = {"AWS_CONTAINER_AUTHORIZATION_TOKEN": token} if token else {}
                with self.assertRaises(CredentialRetrievalError) as caught:
                    self.from_door(watched, **variables)
                self.assertEqual([token] * 3, watched.authorizations())
                self.assertEqual([status] * 3, [answer[0] for answer in watched.answers])
                # It shows the whole body.
                self.assertIn(watched.answers[0][2].decode(), str(caught.exception))
                self.assertIn(stack.refusal(token)[1], str(caught.exception))

    def test_fits_credential_process_too(self):
        header = self.file("header", f"Authorization: Bearer {self.token}")
        found = self.from_process(f"curl -fsS -H @{header} {stack.CREDENTIALS_URL}", USES)
        self.assertIsInstance(found, RefreshableCredentials)
        self.assertTrue(found.token)
        if since_debian_12:
            self.assertEqual("123456789012", found.get_frozen_credentials().account_id)

    def test_curl_says_why_the_process_failed(self):
        with self.assertRaisesRegex(CredentialRetrievalError, "401"):
            self.from_process(f"curl -fsS {stack.CREDENTIALS_URL}")


class ContainerVariantsTest(MatrixTest):
    """Section c.1: answers we do not give."""

    def test_accepted(self):
        for name, answer in {
            "canonical": door.always(),
            "extra members": door.always(door.document(Version=1, SessionToken="s", IdentityId="i", RoleArn="r")),
            "text/plain": door.always(headers={"Content-Type": "text/plain"}),
            "milliseconds": door.always(door.document(Expiration=door.expiration(60, "%Y-%m-%dT%H:%M:%S.123Z"))),
            "+00:00": door.always(door.document(Expiration=door.expiration(60, "%Y-%m-%dT%H:%M:%S+00:00"))),
            "+0000": door.always(door.document(Expiration=door.expiration(60, "%Y-%m-%dT%H:%M:%S+0000"))),
        }.items():
            with self.subTest(name), door.opened(answer) as stub:
                self.assertEqual("example-token", self.from_door(stub, USES).token)
                self.assertEqual(1, len(stub.requests))

    def test_rejected(self):
        for name, members, error in (
            ("no Expiration", door.document(Expiration=None), KeyError),
            ("epoch", door.document(Expiration=4102444800), TypeError),
        ):
            with self.subTest(name), door.opened(door.always(members)) as stub:
                with self.assertRaises(error):
                    self.from_door(stub)

    def test_created_is_rejected_with_the_secret_in_the_message(self):
        with door.opened(door.always(status=201)) as stub:
            with self.assertRaisesRegex(CredentialRetrievalError, "example-secret"):
                self.from_door(stub)
            self.assertEqual(3, len(stub.requests))

    def test_redirect_is_not_followed(self):
        with door.opened(door.always()) as target:
            with door.opened(door.always({}, 302, {"Location": target.url()})) as stub:
                with self.assertRaises(CredentialRetrievalError):
                    self.from_door(stub)
            self.assertEqual([], target.requests)

    def test_repeated_query_keys_are_kept(self):
        with door.opened(door.always()) as stub:
            self.from_door(stub, path="/?tag=a&tag=b")
            self.assertEqual("/?tag=a&tag=b", stub.requests[0].path)

    def test_every_status_is_tried_three_times(self):
        for status in 400, 401, 403, 404, 429, 500, 502, 503, 504:
            with self.subTest(status), door.opened(door.always({"message": "why"}, status)) as stub:
                with self.assertRaisesRegex(CredentialRetrievalError, f"{status}.*why"):
                    self.from_door(stub)
                self.assertEqual(3, len(stub.requests))

    def test_time_out(self):
        self.assertEqual(2, ContainerMetadataFetcher.TIMEOUT_SECONDS)

    def test_refresh_window(self):
        for minutes, requests in (20, 1), (14, 6), (9, 6), (4, 6):
            answer = door.always(door.document(Expiration=door.expiration(minutes)))
            with self.subTest(minutes), door.opened(answer) as stub:
                self.from_door(stub, USES)
                self.assertEqual(requests, len(stub.requests))

    def test_token_file_is_read_again(self):
        if not since_token_file:
            return self.assert_token_file_unknown()
        file = self.file("token", "first")
        answer = door.always(door.document(Expiration=door.expiration(14)))
        with door.opened(answer) as stub:
            environment = stack.environment(
                AWS_CONTAINER_CREDENTIALS_FULL_URI=stub.url(), AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=file
            )
            with mock.patch.dict(os.environ, environment, clear=True):
                found = boto3.session.Session().get_credentials()
                self.file("token", "second")
                found.get_frozen_credentials()
            self.assertEqual(["first", "second"], stub.authorizations())

    def assert_token_file_unknown(self):
        with door.opened(door.always()) as stub:
            self.from_door(stub, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=self.file("token", "first"))
            self.assertEqual([None], stub.authorizations())

    def test_line_feed_after_the_token(self):
        variables = [{"AWS_CONTAINER_AUTHORIZATION_TOKEN": "token\n"}]
        if since_token_file:
            variables.append({"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": self.file("token", "token\n")})
        for variable in variables:
            with self.subTest(variable), door.opened(door.always()) as stub:
                with self.assertRaises(ValueError if since_token_file else HTTPClientError):
                    self.from_door(stub, **variable)
                self.assertEqual([], stub.requests)

    def test_hosts(self):
        with self.assertRaisesRegex(ValueError, "Unsupported host"):
            self.credentials(stack.environment(AWS_CONTAINER_CREDENTIALS_FULL_URI="http://keycloak.invalid/"))
        error = CredentialRetrievalError if since_https_anywhere else ValueError
        with self.assertRaises(error):
            self.credentials(stack.environment(AWS_CONTAINER_CREDENTIALS_FULL_URI="https://keycloak.invalid/"))

    def test_relative_uri_wins(self):
        with door.opened(door.always()) as relative, door.opened(door.always()) as full:
            with mock.patch.object(ContainerMetadataFetcher, "IP_ADDRESS", relative.host):
                self.from_door(full, AWS_CONTAINER_CREDENTIALS_RELATIVE_URI="/relative")
            self.assertEqual((1, 0), (len(relative.requests), len(full.requests)))


class ProcessVariantsTest(MatrixTest):
    """Section c.2."""

    def printing(self, **changes):
        return "cat " + self.file("answer", json.dumps(door.document(Version=1, **changes)))

    def test_version_is_the_number_one(self):
        for version in "1", 2, None:
            with self.subTest(version):
                with self.assertRaisesRegex(CredentialRetrievalError, "supported versions: 1"):
                    self.from_process("cat " + self.file("answer", json.dumps(door.document(Version=version))))

    def test_token_alone_is_no_session_token(self):
        self.assertIsNone(self.from_process(self.printing()).token)
        self.assertEqual("session", self.from_process(self.printing(SessionToken="session")).token)

    def test_without_expiration_nothing_is_refreshed(self):
        self.assertIs(Credentials, type(self.from_process(self.printing(Expiration=None))))

    def test_failure_shows_stderr(self):
        script = self.file("fail", "echo 'Sign in again.' >&2\nexit 3\n")
        with self.assertRaisesRegex(CredentialRetrievalError, "Sign in again."):
            self.from_process(f"sh {script}")

    def test_refresh_window(self):
        for minutes, runs in (20, 1), (14, 6), (9, 6), (4, 6):
            with self.subTest(minutes):
                count = self.file("count", "")
                print_answer = self.printing(Expiration=door.expiration(minutes))
                self.from_process(f"sh {self.file('run', f'echo >>{count}; {print_answer}')}", USES)
                with open(count) as lines:
                    self.assertEqual(runs, len(lines.readlines()))


if __name__ == "__main__":
    unittest.main()
