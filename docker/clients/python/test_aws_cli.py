"""The AWS CLI, run as people run it."""

import os
import re
import subprocess
import tempfile
import unittest

import door
import stack

AWS = os.environ["AWS"]


class AwsCliTest(unittest.TestCase):
    def caller_identity(self, environment):
        return subprocess.run(
            [AWS, "sts", "get-caller-identity", "--query", "Arn", "--output", "text"]
            + ["--region", stack.REGION, "--endpoint-url", stack.STS],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def assert_alice(self, environment):
        done = self.caller_identity(environment)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(stack.STACK["arn"], done.stdout.strip())

    def assert_refused(self, environment, code, message):
        done = self.caller_identity(environment)
        self.assertNotEqual(0, done.returncode, done.stdout)
        self.assertIn(str(code), done.stderr)
        self.assertIn(message, done.stderr)
        return done.stderr

    def test_container_with_raw_token(self):
        self.assert_alice(stack.container(AWS_CONTAINER_AUTHORIZATION_TOKEN=stack.token()))

    def test_container_with_bearer_token(self):
        self.assert_alice(
            stack.container(AWS_CONTAINER_AUTHORIZATION_TOKEN=f"Bearer {stack.token()}")
        )

    def test_container_with_token_file(self):
        with tempfile.TemporaryDirectory() as folder:
            environment = stack.token_file(folder, stack.token())
            if knows_token_file():
                self.assert_alice(environment)
            else:
                self.assert_refused(environment, *stack.refusal())

    def test_asks_once(self):
        token = stack.token()
        with door.opened(door.real) as watched:
            self.assert_alice(watching(watched, AWS_CONTAINER_AUTHORIZATION_TOKEN=token))
            self.assertEqual([token], watched.authorizations())
            self.assertEqual([200], [status for status, _, _ in watched.answers])

    def test_asks_three_times_when_refused(self):
        with door.opened(door.real) as watched:
            self.assert_refused(watching(watched), *stack.refusal())
            self.assertEqual([401] * 3, [status for status, _, _ in watched.answers])

    def test_sends_no_token_with_a_line_feed(self):
        with door.opened(door.real) as watched:
            done = self.caller_identity(watching(watched, AWS_CONTAINER_AUTHORIZATION_TOKEN="token\n"))
            self.assertNotEqual(0, done.returncode, done.stdout)
            self.assertEqual([], watched.requests)

    def test_credential_process(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assert_alice(stack.process_profile(folder, f"Bearer {stack.token()}"))

    def test_shows_why_a_client_is_refused(self):
        token = stack.token("other-app")
        shown = self.assert_refused(
            stack.container(AWS_CONTAINER_AUTHORIZATION_TOKEN=token), *stack.refusal(token)
        )
        self.assertNotIn(token, shown)

    def test_shows_that_a_token_is_missing(self):
        self.assert_refused(stack.container(), *stack.refusal())


def watching(watched, **more):
    return stack.environment(AWS_CONTAINER_CREDENTIALS_FULL_URI=watched.url(), **more)


def knows_token_file():
    """The EKS user guide names 1.30.0 and 2.15.0 as the first that do; Debian 12 has an older one."""
    done = subprocess.run([AWS, "--version"], capture_output=True, text=True, check=True)
    major, minor = re.match(r"aws-cli/(\d+)\.(\d+)", done.stdout).groups()
    return int(minor) >= {"1": 30, "2": 15}[major]


if __name__ == "__main__":
    unittest.main()
