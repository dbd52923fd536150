"""A botocore client is left running for three hours.

Simulated is the time, and nothing else: `run-three-hours` has libfaketime give one and the same clock to this process, to
Keycloak and to the local Cognito, which is STS too, and `Clock` moves it by a minute at each step. Nothing is patched. Only
the monotonic clock, which measures time-outs, stays the machine's.
"""

import math
import os
import tempfile
import time
import unittest
from unittest import mock

import boto3
from botocore.exceptions import ClientError

import stack

MINUTE = 60
HOURS = 3
# Cognito's credentials live an hour; botocore asks for others in the last quarter of it (its advisory window), and the
# provider hands none out of its cache then. So credentials are of use for 45 minutes, and the first ones come at once.
MOST_ISSUES = math.floor(HOURS * 60 / (60 - 15)) + 1
OPERATIONS = "GetOpenIdTokenForDeveloperIdentity", "GetCredentialsForIdentity"


class Clock:
    """The clock of all processes, in the file that libfaketime reads."""

    def __init__(self, file):
        self.file = file
        self.offset = 0

    def forward(self, seconds):
        self.offset += seconds
        stack.write_private(self.file, f"+{self.offset}\n")


class Browser:
    """Whoever holds bob's session: keeps a fresh access token in files, by means of the refresh token."""

    def __init__(self, folder):
        self.token = os.path.join(folder, "token")
        self.header = os.path.join(folder, "header")
        self.take(stack.grant(grant_type="password", username="bob", password="bob", scope="openid cognito"))

    def keep_fresh(self):
        if self.renew_at <= time.time():
            self.take(stack.grant(grant_type="refresh_token", refresh_token=self.refresh_token))

    def take(self, tokens):
        self.refresh_token = tokens["refresh_token"]
        self.renew_at = time.time() + tokens["expires_in"] - MINUTE
        stack.write_private(self.token, tokens["access_token"])
        stack.write_private(self.header, f"Authorization: Bearer {tokens['access_token']}")


class Client:
    """A long-running program: one session, one client, which renews its credentials by itself."""

    def __init__(self, profile=None):
        session = boto3.session.Session(profile_name=profile, region_name=stack.REGION)
        self.sts = session.client("sts", endpoint_url=stack.STS)
        self.credentials = session.get_credentials()
        self.used = []

    def call(self):
        """STS checks that the credentials have not ended. Fails if there are none that hold."""
        self.sts.get_caller_identity()
        frozen = self.credentials.get_frozen_credentials()
        if frozen not in self.used:
            self.used.append(frozen)


class ThreeHoursTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.clock = Clock(os.environ["FAKETIME_TIMESTAMP_FILE"])
        self.browser = Browser(folder.name)
        # What libfaketime needs stays.
        others = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        environment = {
            **stack.container(AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=self.browser.token),
            "AWS_CONFIG_FILE": stack.process_config(folder.name, self.browser.header),
        }
        patch = mock.patch.dict(os.environ, {**others, **environment}, clear=True)
        patch.start()
        self.addCleanup(patch.stop)

    def test_no_gap_and_no_call_too_many(self):
        stack.forget_calls()
        began = time.time()
        clients = {"container": Client(), "credential_process": Client("keycloak")}
        for minute in range(HOURS * 60 + 1):
            self.browser.keep_fresh()
            for name, client in clients.items():
                with self.subTest(name, minute=minute):
                    client.call()
            self.clock.forward(MINUTE)

        self.assertGreater(time.time() - began, HOURS * 60 * MINUTE)
        used = clients["container"].used
        self.assertEqual(used, clients["credential_process"].used)
        self.assert_ended(used[0])
        calls = stack.calls()
        for operation in OPERATIONS:
            with self.subTest(operation):
                self.assertLessEqual(calls[operation], MOST_ISSUES)
                # None was issued that the clients did not use.
                self.assertEqual(len(used), calls[operation])

    def assert_ended(self, frozen):
        """STS lives by the same clock: what the client began with has ended there."""
        first = boto3.session.Session(frozen.access_key, frozen.secret_key, frozen.token, stack.REGION)
        with self.assertRaises(ClientError) as refused:
            first.client("sts", endpoint_url=stack.STS).get_caller_identity()
        self.assertEqual("ExpiredToken", refused.exception.response["Error"]["Code"])


if __name__ == "__main__":
    unittest.main()
