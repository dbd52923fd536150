"""boto3 gets credentials through its own providers and signs with them."""

import os
import tempfile
import unittest
from unittest import mock

import boto3
import botocore
from botocore.exceptions import ClientError, CredentialRetrievalError, NoCredentialsError

import stack


class Boto3Test(unittest.TestCase):
    def arn(self, environment):
        with mock.patch.dict(os.environ, environment, clear=True):
            # A session of its own: the default one remembers credentials.
            session = boto3.session.Session()
            sts = session.client("sts", region_name=stack.REGION, endpoint_url=stack.STS)
            return sts.get_caller_identity()["Arn"]

    def assert_alice(self, environment):
        self.assertEqual(stack.STACK["arn"], self.arn(environment))

    def assert_refused(self, environment, code, message):
        with self.assertRaises(CredentialRetrievalError) as caught:
            self.arn(environment)
        shown = str(caught.exception)
        self.assertIn(str(code), shown)
        self.assertIn(message, shown)
        return shown

    def test_container_with_raw_token(self):
        self.assert_alice(stack.container(AWS_CONTAINER_AUTHORIZATION_TOKEN=stack.token()))

    def test_container_with_bearer_token(self):
        self.assert_alice(
            stack.container(AWS_CONTAINER_AUTHORIZATION_TOKEN=f"Bearer {stack.token()}")
        )

    def test_container_with_token_file(self):
        for prefix in "", "Bearer ":
            with self.subTest(prefix), tempfile.TemporaryDirectory() as folder:
                environment = stack.token_file(folder, prefix + stack.token())
                if knows_token_file():
                    self.assert_alice(environment)
                else:
                    self.assert_refused(environment, *stack.refusal())

    def test_credential_process(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assert_alice(stack.process_profile(folder, f"Bearer {stack.token()}"))

    def test_shows_why_a_client_is_refused(self):
        token = stack.token("other-app")
        code, message = stack.refusal(token)
        self.assertEqual(403, code)
        shown = self.assert_refused(
            stack.container(AWS_CONTAINER_AUTHORIZATION_TOKEN=token), code, message
        )
        self.assertNotIn(token, shown)

    def test_shows_that_a_token_is_missing(self):
        code, message = stack.refusal()
        self.assertEqual(401, code)
        self.assert_refused(stack.container(), code, message)

    def test_finds_no_credentials_without_the_door(self):
        with self.assertRaises(NoCredentialsError):
            self.arn(stack.environment())

    def test_sts_checks_the_signature(self):
        with mock.patch.dict(
            os.environ,
            stack.container(AWS_CONTAINER_AUTHORIZATION_TOKEN=stack.token()),
            clear=True,
        ):
            good = boto3.session.Session().get_credentials().get_frozen_credentials()
            forged = boto3.session.Session(
                good.access_key, good.secret_key[::-1], good.token, stack.REGION
            )
            with self.assertRaises(ClientError) as caught:
                forged.client("sts", endpoint_url=stack.STS).get_caller_identity()
        self.assertEqual(
            "SignatureDoesNotMatch", caught.exception.response["Error"]["Code"]
        )


def knows_token_file():
    """The EKS user guide names 1.34.41 as the first that does; Debian 12 has an older one."""
    return tuple(map(int, botocore.__version__.split("."))) >= (1, 34, 41)


if __name__ == "__main__":
    unittest.main()
